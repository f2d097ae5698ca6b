from django.urls import path

from okno.read.today.views import digest, notices, pack, today

app_name = "today"

urlpatterns = [
    path("", today.today, name="today"),
    path("today/list/", today.today_part, name="today_part"),
    path("digest/", digest.digest, name="digest"),
    path("notices/", notices.notices, name="notices"),
    path("notices/count/", notices.notices_count, name="notices_count"),
    path("notices/seen/", notices.mark_notices_seen_view, name="mark_notices_seen"),
    path("clients/<int:pk>/hand-over-pack/", pack.company_pack, name="company_pack"),
    path("people/<int:pk>/hand-over-pack/", pack.employee_pack, name="employee_pack"),
    path("panels/companies/<int:pk>/papers/", pack.company_papers, name="company_papers"),
    path("panels/employees/<int:pk>/papers/", pack.employee_papers, name="employee_papers"),
]
