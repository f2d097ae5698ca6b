"""`okno draw-month 2026-10`: draw everybody's open payslips of a month."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.dates import month_key
from okno.ground.ui.commands import OknoCommand
from okno.ground.ui.formatting import money_text
from okno.money.compensation.actions.draw_month import draw_month
from okno.money.compensation.cli_args import employee_argument, month_argument


class Command(OknoCommand):
    help = "Draw the open payslips of a month, or draw them anew; locked ones are never touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="YYYY-MM")
        parser.add_argument("--employee", action="append", help="e-mail or id; may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        people = [employee_argument(text) for text in options["employee"] or ()] or None
        month_on = month_argument(options["month"])
        slips = draw_month(month_on=month_on, employees=people, by=CONSOLE, at=timezone.now())
        rows = [
            {"id": slip.pk, "employee": slip.employee.name, "payable_minor": slip.payable_minor}
            for slip in slips
        ]
        text = [f"{slip.employee.name}: {money_text(slip.payable_minor)}" for slip in slips]
        summary = _("Payslips drawn: {count}").format(count=len(slips))
        self.answer({"month": month_key(month_on), "payslips": rows}, "\n".join([*text, summary]))
