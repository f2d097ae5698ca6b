from django.urls import path

from okno.reports.views import advisor, digest, funnel, losses, notices, pack, plan, sources, today, volumes

app_name = "reports"

urlpatterns = [
    path("", today.today, name="today"),
    path("today/list/", today.today_part, name="today_part"),
    path("digest/", digest.digest, name="digest"),
    path("notices/", notices.notices, name="notices"),
    path("notices/count/", notices.notices_count, name="notices_count"),
    path("notices/seen/", notices.mark_notices_seen, name="mark_notices_seen"),
    path("clients/<int:pk>/hand-over-pack/", pack.company_pack, name="company_pack"),
    path("people/<int:pk>/hand-over-pack/", pack.employee_pack, name="employee_pack"),
    path("panels/companies/<int:pk>/papers/", pack.company_papers, name="company_papers"),
    path("panels/employees/<int:pk>/papers/", pack.employee_papers, name="employee_papers"),
    path("reports/advisor/", advisor.advisor, name="advisor"),
    path("reports/losses/", losses.losses, name="losses"),
    path("reports/sources/", sources.sources, name="sources"),
    path("reports/funnel/", funnel.funnel, name="funnel"),
    path("reports/plan/", plan.plan, name="plan"),
    path("reports/volumes/", volumes.volumes, name="volumes"),
]
