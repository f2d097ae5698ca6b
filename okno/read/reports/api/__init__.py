"""The API of reports: the team advisor, the plan, sales in figures."""

from ninja import Router

from okno.read.reports.api import advisor, plan, sales_figures

router = Router(tags=["reports"])
router.add_router("", advisor.router)
router.add_router("", plan.router)
router.add_router("", sales_figures.router)
