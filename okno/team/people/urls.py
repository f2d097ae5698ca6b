from django.urls import path

from okno.team.people.views import absences, duties, language, leaving, own, team

app_name = "people"

urlpatterns = [
    path("people/", team.employees, name="employees"),
    path("people/invite/", team.invite_employee_view, name="invite_employee"),
    path("people/<int:pk>/", team.employee, name="employee"),
    path("people/<int:pk>/issue-token/", team.issue_token_view, name="issue_token"),
    path("people/<int:pk>/change-profile/", own.change_profile_view, name="change_profile"),
    path("people/<int:pk>/set-head/", leaving.set_head_view, name="set_head"),
    path("people/<int:pk>/hand-over-work/", leaving.hand_over_work_view, name="hand_over_work"),
    path("people/<int:pk>/end-employment/", leaving.end_employment_view, name="end_employment"),
    path("tokens/<int:pk>/revoke/", team.revoke_token_view, name="revoke_token"),
    path("absences/", absences.absences, name="absences"),
    path("absences/announce/", absences.announce_absence_view, name="announce_absence"),
    path("absences/cost/", absences.vacation_cost, name="vacation_cost"),
    path("absences/<int:pk>/", absences.absence, name="absence"),
    path("absences/<int:pk>/withdraw/", absences.withdraw_absence_view, name="withdraw_absence"),
    path("absences/<int:pk>/shorten/", absences.shorten_absence_view, name="shorten_absence"),
    path("duties/set/", duties.set_duty_view, name="set_duty"),
    path("duties/<int:pk>/swap/", duties.swap_duty_view, name="swap_duty"),
    path("settings/", own.settings, name="settings"),
    path("settings/notices/", own.choose_notices_view, name="choose_notices"),
    path("language/", language.change_language, name="change_language"),
]
