"""What stands beside a payslip: the report, the judgement, advertising, and what the reader may do."""

from typing import Any

from okno.compensation.models import AttractionReport, Judgement, OwnAdvertising, Payslip
from okno.compensation.permissions import (
    can_draw_month,
    can_judge,
    can_lock_payslip,
    can_record_advertising,
)
from okno.kernel.dates import add_months
from okno.people.models import Employee


def beside(payslip: Payslip, reader: Employee) -> dict[str, Any]:
    """Context of the page; what the plan does not ask for is not offered."""
    theirs = {"employee": payslip.employee, "month_on": payslip.month_on}
    clauses = {one.kind: one for one in payslip.plan.components.all()}
    report = AttractionReport.objects.filter(**theirs).first()
    asked = clauses.get("report_required")
    is_open = not payslip.is_locked
    return {
        "report": report,
        "report_due_on": (
            add_months(payslip.month_on, 1).replace(day=asked.due_day) if asked and not report else None
        ),
        "judgement": Judgement.objects.filter(**theirs).select_related("by").first(),
        "advertising": OwnAdvertising.objects.filter(**theirs),
        "judged": "judgement" in clauses,
        "takes_advertising": "own_advertising" in clauses,
        "may_report": asked is not None and report is None and reader == payslip.employee,
        "may_judge": is_open and "judgement" in clauses and can_judge(reader, payslip.employee),
        "may_record": (
            is_open and "own_advertising" in clauses and can_record_advertising(reader, payslip.employee)
        ),
        "may_draw": is_open and can_draw_month(reader),
        "may_lock": is_open and can_lock_payslip(reader, payslip),
    }
