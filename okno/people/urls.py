from django.urls import path

from okno.people import views

app_name = "people"

urlpatterns = [
    path("people/", views.employees, name="employees"),
    path("people/invite/", views.invite_employee, name="invite_employee"),
    path("people/<int:pk>/", views.employee, name="employee"),
    path("people/<int:pk>/issue-token/", views.issue_token, name="issue_token"),
    path("tokens/<int:pk>/revoke/", views.revoke_token, name="revoke_token"),
    path("language/", views.change_language, name="change_language"),
]
