from django.urls import path

from okno.read.reports.views import advisor, funnel, losses, plan, sources, volumes

app_name = "reports"

urlpatterns = [
    path("reports/advisor/", advisor.advisor, name="advisor"),
    path("reports/losses/", losses.losses, name="losses"),
    path("reports/sources/", sources.sources, name="sources"),
    path("reports/funnel/", funnel.funnel, name="funnel"),
    path("reports/plan/", plan.plan, name="plan"),
    path("reports/volumes/", volumes.volumes, name="volumes"),
]
