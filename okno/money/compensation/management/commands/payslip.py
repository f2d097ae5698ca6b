"""`okno payslip EMPLOYEE 2026-10`: a person's month, each line with its clause and arithmetic."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Conflict
from okno.ground.ui.commands import OknoCommand
from okno.ground.ui.formatting import money_text, month_text
from okno.money.compensation.cli_args import employee_argument, month_argument
from okno.money.compensation.explaining import explain
from okno.money.compensation.models import Payslip
from okno.money.compensation.payslip_data import payslip_data


class Command(OknoCommand):
    help = "Show a payslip as it was last drawn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("employee", help="e-mail or id")
        parser.add_argument("month", help="YYYY-MM")

    def handle(self, *args: Any, **options: Any) -> None:
        employee, month_on = employee_argument(options["employee"]), month_argument(options["month"])
        payslip = (
            Payslip.objects.filter(employee=employee, month_on=month_on)
            .select_related("employee", "plan")
            .first()
        )
        if payslip is None:
            raise Conflict(
                _("{month} of {name} is not drawn yet: okno draw-month {key}").format(
                    month=month_text(month_on), name=employee.name, key=options["month"]
                )
            )
        self.answer(payslip_data(payslip, employee), "" if self.as_json else "\n".join(as_lines(payslip)))


def as_lines(payslip: Payslip) -> Iterator[str]:
    """Yield the payslip's lines of text for a terminal."""
    yield f"{payslip.employee.name} · {month_text(payslip.month_on)} · {payslip.get_status_display()}"
    for explained in explain(payslip, payslip.employee):
        line = explained.line
        client = f" · {line.company.name}" if line.company else ""
        status = "" if line.status == "payable" else f" ({line.get_status_display()})"
        yield f"{explained.title}{client}: {money_text(line.amount_minor)}{status}"
        yield from (f"    {step}" for step in explained.arithmetic)
        if explained.why:
            yield f"    {explained.why}"
    yield _("To pay: {sum}").format(sum=money_text(payslip.payable_minor))
