"""A payslip as data: what the command, the API and a spreadsheet read."""

from typing import Any

from okno.compensation.explaining import ShownLine, explain
from okno.compensation.models import Payslip
from okno.kernel.dates import month_key
from okno.people.models import Employee

SUMS = ("payable_minor", "earned_minor", "held_minor", "advertising_carried_minor", "overpaid_carried_minor")


def payslip_data(payslip: Payslip, reader: Employee | None) -> dict[str, Any]:
    """Totals in kopecks; each line with its amount, status, clause and arithmetic, in words and as data."""
    return {
        "id": payslip.pk,
        "employee": {"id": payslip.employee_id, "name": payslip.employee.name},
        "month": month_key(payslip.month_on),
        "status": payslip.status,
        "plan": {"id": payslip.plan_id, "name": str(payslip.plan)},
        **{name: getattr(payslip, name) for name in SUMS},
        "drawn_at": payslip.drawn_at,
        "locked_at": payslip.locked_at,
        "lines": [line_data(one) for one in explain(payslip, reader)],
    }


def line_data(shown: ShownLine) -> dict[str, Any]:
    line = shown.line
    return {
        "id": line.pk,
        "kind": line.kind,
        "part": line.part,
        "title": shown.title,
        "company": {"id": line.company_id, "name": line.company.name} if line.company else None,
        "contract": {"id": line.contract_id, "number": shown.contract.text} if shown.contract else None,
        "base_minor": line.base_minor,
        "rate_bp": line.rate_bp,
        "amount_minor": line.amount_minor,
        "status": line.status,
        "reason": line.reason,
        "corrects_month": month_key(line.corrects_month_on) if line.corrects_month_on else None,
        "why": shown.why,
        "clause": shown.clause,
        "arithmetic": shown.arithmetic,
        "explanation": line.explanation,
    }
