"""`okno draw-month 2026-10`: draw everybody's open payslips of a month."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from okno.compensation.actions.draw_month import draw_month
from okno.compensation.asked import employee_asked, month_asked
from okno.kernel.dates import month_key
from okno.ui.commands import OknoCommand
from okno.ui.wording import money_text


class Command(OknoCommand):
    help = "Draw the open payslips of a month, or draw them anew; locked ones are never touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="YYYY-MM")
        parser.add_argument("--employee", action="append", help="e-mail or id; may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        people = [employee_asked(one) for one in options["employee"] or ()] or None
        month_on = month_asked(options["month"])
        slips = draw_month(month_on=month_on, employees=people, by=None, at=timezone.now())
        rows = [
            {"id": one.pk, "employee": one.employee.name, "payable_minor": one.payable_minor} for one in slips
        ]
        text = [f"{one.employee.name}: {money_text(one.payable_minor)}" for one in slips]
        said = _("Payslips drawn: {count}").format(count=len(slips))
        self.answer({"month": month_key(month_on), "payslips": rows}, "\n".join([*text, said]))
