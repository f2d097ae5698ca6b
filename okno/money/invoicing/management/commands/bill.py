"""`okno bill --through 2026-10-31`: bill every running service, exactly once."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.money import format_minor
from okno.ground.ui.commands import OknoCommand
from okno.money.invoicing.actions.bill_batch import BATCH, bill_batch
from okno.money.invoicing.actions.start_billing_run import start_billing_run
from okno.money.invoicing.models import BillingRun
from okno.money.invoicing.run_problems import in_words


class Command(OknoCommand):
    help = "Bill every service for the months that end by a day; one that was stopped goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--through", type=_day, required=True, metavar="DATE", help="such as 2026-10-31")
        parser.add_argument("--batch", type=int, default=BATCH, help="services in one transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        run = start_billing_run(through_on=options["through"], by=CONSOLE, at=timezone.now())
        for _done in self.progress(_batches(run, max(1, options["batch"])), run.services_total):
            pass
        self.answer(_answer(run), _summary(run))


def _batches(run: BillingRun, size: int) -> Iterator[int]:
    """Bill batch by batch and yield once for every service seen, so that the progress bar counts services."""
    is_left = True
    while is_left:
        before = run.services_done
        is_left = bill_batch(run=run, by=CONSOLE, at=timezone.now(), size=size)
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


def _summary(run: BillingRun) -> str:
    first = _("Through {day}: {invoices} invoices for {sum}").format(
        day=run.through_on.isoformat(), invoices=run.invoices, sum=format_minor(run.gross_minor)
    )
    listed = [
        _("Not billed: {name}, {services} services. {sentence}").format(**problem)
        for problem in in_words(run)
    ]
    return "\n".join([first, *listed])
