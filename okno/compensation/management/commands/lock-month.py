"""`okno lock-month 2026-10`: lock everybody's payslip of a month."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from okno.compensation.actions.lock_month import lock_month
from okno.compensation.asked import month_asked
from okno.kernel.dates import month_key
from okno.ui.commands import OknoCommand


class Command(OknoCommand):
    help = "Lock the payslips of a month: they never change again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="YYYY-MM")

    def handle(self, *args: Any, **options: Any) -> None:
        month_on = month_asked(options["month"])
        slips = lock_month(month_on=month_on, by=None, at=timezone.now())
        data = {"month": month_key(month_on), "locked": [slip.pk for slip in slips]}
        self.answer(data, _("Payslips locked: {count}").format(count=len(slips)))
