"""`okno lock-month 2026-10`: lock everybody's payslip of a month."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.dates import month_key
from okno.ground.ui.commands import OknoCommand
from okno.money.compensation.actions.lock_month import lock_month
from okno.money.compensation.cli_args import month_argument


class Command(OknoCommand):
    help = "Lock the payslips of a month: they never change again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="YYYY-MM")

    def handle(self, *args: Any, **options: Any) -> None:
        month_on = month_argument(options["month"])
        slips = lock_month(month_on=month_on, by=CONSOLE, at=timezone.now())
        data = {"month": month_key(month_on), "locked": [slip.pk for slip in slips]}
        self.answer(data, _("Payslips locked: {count}").format(count=len(slips)))
