"""One batch of a billing run in one transaction; a process killed in the middle leaves nothing half done."""

from dataclasses import replace
from datetime import datetime

from django.db import DataError, IntegrityError, transaction

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.ground.kernel.moves import move
from okno.money.invoicing.build_invoice import lock_seller
from okno.money.invoicing.credit import CREDIT
from okno.money.invoicing.events import BillingRunFinished
from okno.money.invoicing.models import BillingRun
from okno.money.invoicing.permissions import can_bill_batch
from okno.money.invoicing.run_problems import Problem, fees_too_large, has_regime, not_kept, seller_problem
from okno.money.invoicing.runs import (
    LAST_CLIENT,
    Billed,
    Slice,
    Stamp,
    Survey,
    bill_slice,
    clients_due,
    next_seller,
    next_slice,
    survey,
)
from okno.records.clients.models import Company

BATCH = 25_000


@action
def bill_batch(*, run: BillingRun, by: Actor, at: datetime, size: int = BATCH) -> bool:
    """Bill about `size` more services; return True while services are left, False once the run is done.

    Two processes on one run take turns at the run's row, two runs at the seller's row. Services that cannot
    be billed are listed in the run's problems and passed over. Raises Forbidden for those who may not bill.
    """
    allow(can_bill_batch(by))
    _take_turn(run)
    if run.status == BillingRun.Status.DONE:
        return False
    seller_id = next_seller(run.seller)
    if seller_id is not None:
        low = run.client if seller_id == run.seller else 0
        seller = Company.objects.get(pk=seller_id)
        lock_seller(seller)
        _bill(run, seller, next_slice(seller_id, low, run.through_on, size), by, at)
        if next_seller(run.seller) is not None:
            return True
    _finish(run, by, at)
    return False


def _take_turn(run: BillingRun) -> None:
    # The run's own row is the turn: two workers at one run take its batches one after the other.
    run.refresh_from_db(from_queryset=BillingRun.objects.select_for_update())


def _bill(run: BillingRun, seller: Company, part: Slice, by: Actor, at: datetime) -> None:
    made, counts = Billed(), survey(part)
    problems: list[Problem] = []
    if counts.due and not has_regime(seller):
        problems = [seller_problem(seller, counts.due)]
    elif counts.due:
        problems = fees_too_large(part) if counts.too_large else []
        made = _bill_or_list(part, counts, Stamp(run.pk, by, at), problems)
        credit = CREDIT.only()
        for client in credit.clients_with_credit(seller.pk, part.low, part.high):
            credit.settle(client=client, seller=seller.pk, by=by, at=at)
    is_last = part.high == LAST_CLIENT
    run.seller, run.client = (seller.pk + 1, 0) if is_last else (seller.pk, part.high)
    run.services_done += counts.due
    run.invoices += made.invoices
    run.gross_minor += made.gross_minor
    run.problems = [*run.problems, *problems]
    run.save(update_fields=["seller", "client", "services_done", "invoices", "gross_minor", "problems"])


def _bill_or_list(part: Slice, counts: Survey, stamp: Stamp, problems: list[Problem]) -> Billed:
    """Bill a slice and return what was billed, listing in `problems` each client whom the database refuses.

    A refused slice is halved until the one client to blame is left, so that one bad row stops nobody else.
    """
    if counts.first_on is None:
        return Billed()
    try:
        # A savepoint a slice: what it refused is undone by itself, and the halves begin from a clean state.
        with transaction.atomic():
            return bill_slice(part, counts.first_on, stamp)
    # DataError: PostgreSQL refuses a sum beyond its column so; SQLite meets the CHECK and says
    # IntegrityError.
    except (IntegrityError, DataError) as error:
        clients = clients_due(part)
        if len(clients) == 1:
            problems.append(not_kept(clients[0], counts.due, str(error)))
            return Billed()
    # Halving finds one bad client of 1,000 in ten tries, and the other 999 are billed by sets.
    middle = clients[len(clients) // 2 - 1]
    made = Billed()
    for half in (replace(part, high=middle), replace(part, low=middle)):
        made += _bill_or_list(half, survey(half), stamp, problems)
    return made


def _finish(run: BillingRun, by: Actor, at: datetime) -> None:
    move(run, BillingRun.Status.DONE, finished_at=at)
    record(
        BillingRunFinished,
        subject=run,
        by=by,
        at=at,
        through_on=run.through_on,
        invoices=run.invoices,
        gross_minor=run.gross_minor,
        problems=sum(problem["services"] for problem in run.problems),
    )
