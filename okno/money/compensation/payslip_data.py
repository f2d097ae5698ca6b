"""A payslip as data for the command and the API."""

from typing import Any

from okno.ground.kernel.dates import month_key
from okno.money.compensation.explaining import ExplainedLine, explain
from okno.money.compensation.models import Payslip
from okno.team.people.models import Employee

SUMS = ("payable_minor", "earned_minor", "held_minor", "advertising_carried_minor", "overpaid_carried_minor")


def payslip_data(payslip: Payslip, reader: Employee | None) -> dict[str, Any]:
    """Return totals in kopecks, and each line with its amount, status, clause and arithmetic."""
    return {
        "id": payslip.pk,
        "employee": {"id": payslip.employee_id, "name": payslip.employee.name},
        "month": month_key(payslip.month_on),
        "status": payslip.status,
        "plan": {"id": payslip.plan_id, "name": str(payslip.plan)},
        **{name: getattr(payslip, name) for name in SUMS},
        "drawn_at": payslip.drawn_at,
        "locked_at": payslip.locked_at,
        "lines": [line_data(line) for line in explain(payslip, reader)],
    }


def line_data(explained: ExplainedLine) -> dict[str, Any]:
    """Return a line as data; sums are kopecks."""
    line = explained.line
    return {
        "id": line.pk,
        "kind": line.kind,
        "part": line.part,
        "title": explained.title,
        "company": {"id": line.company_id, "name": line.company.name} if line.company else None,
        "contract": {"id": line.contract_id, "number": explained.contract.text}
        if explained.contract
        else None,
        "base_minor": line.base_minor,
        "rate_bp": line.rate_bp,
        "amount_minor": line.amount_minor,
        "status": line.status,
        "reason": line.reason,
        "corrects_month": month_key(line.corrects_month_on) if line.corrects_month_on else None,
        "why": explained.why,
        "clause": explained.clause,
        "arithmetic": explained.arithmetic,
        "explanation": line.explanation,
    }
