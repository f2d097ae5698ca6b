"""`okno bill --through 2026-10-31`: every running service gets its invoice, exactly once."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from okno.billing.actions.bill_batch import BATCH, bill_batch
from okno.billing.actions.start_billing_run import start_billing_run
from okno.billing.models import BillingRun
from okno.billing.run_problems import in_words
from okno.kernel.money import format_minor
from okno.ui.commands import OknoCommand


class Command(OknoCommand):
    help = "Bill every service for the months that end by a day; one that was stopped goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--through", type=_day, required=True, metavar="DATE", help="such as 2026-10-31")
        parser.add_argument("--batch", type=int, default=BATCH, help="services in one transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        run = start_billing_run(through_on=options["through"], by=None, at=timezone.now())
        for _done in self.progress(_batches(run, max(1, options["batch"])), run.services_total):
            pass
        self.answer(_answer(run), _told(run))


def _batches(run: BillingRun, size: int) -> Iterator[int]:
    """A step for every service looked through, so that the bar counts services."""
    is_left = True
    while is_left:
        before = run.services_done
        is_left = bill_batch(run=run, by=None, at=timezone.now(), size=size)
        yield from range(before, run.services_done)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("a day such as 2026-10-31 is wanted")) from error


def _answer(run: BillingRun) -> dict[str, Any]:
    return {
        "run": run.pk,
        "through_on": run.through_on,
        "invoices": run.invoices,
        "gross_minor": run.gross_minor,
        "services": run.services_done,
        "problems": in_words(run),
    }


def _told(run: BillingRun) -> str:
    first = _("Through {day}: {invoices} invoices for {sum}").format(
        day=run.through_on.isoformat(), invoices=run.invoices, sum=format_minor(run.gross_minor)
    )
    listed = [
        _("Not billed: {name}, {services} services. {sentence}").format(**problem)
        for problem in in_words(run)
    ]
    return "\n".join([first, *listed])
