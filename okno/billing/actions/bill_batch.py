"""One batch of a billing run, in one transaction: killed in the middle, nothing of it was done."""

from dataclasses import replace
from datetime import datetime

from django.db import DataError, IntegrityError, transaction

from okno.billing.credit import clients_with_credit, settle
from okno.billing.drawing import lock_seller
from okno.billing.events import BillingRunFinished
from okno.billing.models import BillingRun
from okno.billing.permissions import can_bill_batch
from okno.billing.run_problems import Problem, fees_too_large, has_regime, not_kept, seller_problem
from okno.billing.runs import (
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
from okno.clients.models import Company
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.kernel.moves import move
from okno.people.models import Employee

BATCH = 25_000


@action
def bill_batch(*, run: BillingRun, by: Employee | None, at: datetime, size: int = BATCH) -> bool:
    """Bill about `size` more services; True while something is left, False once the run is done.

    Two processes on one run take turns at its row; two runs take turns at the seller. What cannot be billed
    is listed and passed over.
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
    run.refresh_from_db(from_queryset=BillingRun.objects.select_for_update())


def _bill(run: BillingRun, seller: Company, part: Slice, by: Employee | None, at: datetime) -> None:
    made, found = Billed(), survey(part)
    problems: list[Problem] = []
    if found.due and not has_regime(seller):
        problems = [seller_problem(seller, found.due)]
    elif found.due:
        problems = fees_too_large(part) if found.too_large else []
        made = _bill_or_list(part, found, Stamp(run.pk, by.pk if by else None, at), problems)
        for client in clients_with_credit(seller.pk, part.low, part.high):
            settle(client=client, seller=seller.pk, by=by, at=at)
    is_last = part.high == LAST_CLIENT
    run.seller, run.client = (seller.pk + 1, 0) if is_last else (seller.pk, part.high)
    run.services_done += found.due
    run.invoices += made.invoices
    run.gross_minor += made.gross_minor
    run.problems = [*run.problems, *problems]
    run.save(update_fields=["seller", "client", "services_done", "invoices", "gross_minor", "problems"])


def _bill_or_list(part: Slice, found: Survey, stamp: Stamp, problems: list[Problem]) -> Billed:
    """Bill a slice whole; when the database refuses, its halves, down to the client who is to blame."""
    if found.first_on is None:
        return Billed()
    try:
        with transaction.atomic():
            return bill_slice(part, found.first_on, stamp)
    except (IntegrityError, DataError) as error:
        clients = clients_due(part)
        if len(clients) == 1:
            problems.append(not_kept(clients[0], found.due, str(error)))
            return Billed()
    middle = clients[len(clients) // 2 - 1]
    made = Billed()
    for half in (replace(part, high=middle), replace(part, low=middle)):
        made += _bill_or_list(half, survey(half), stamp, problems)
    return made


def _finish(run: BillingRun, by: Employee | None, at: datetime) -> None:
    move(run, BillingRun.Status.DONE, finished_at=at)
    record(
        BillingRunFinished,
        subject=run,
        company=None,
        by=by,
        at=at,
        through_on=run.through_on,
        invoices=run.invoices,
        gross_minor=run.gross_minor,
        problems=sum(problem["services"] for problem in run.problems),
    )
