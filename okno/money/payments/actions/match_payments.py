"""Match received money to clients and invoices where a rule is sure; the rest waits for a person (B4)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow
from okno.money.invoicing.models import Invoice
from okno.money.payments.allocations import allocate
from okno.money.payments.candidates import Candidates
from okno.money.payments.matching import Match
from okno.money.payments.models import BankStatement, Payment
from okno.money.payments.permissions import can_match_payments
from okno.money.payments.receiving import lock_sellers, receive

_CHUNK = 500
Verdict = tuple[Payment, Match]


@action
def match_payments(*, statement: BankStatement | None = None, by: Actor, at: datetime) -> int:
    """Match the waiting payments of one statement, or of all; return how many found their client.

    A sure match is booked: its invoices are paid, and what is left stays as the client's credit. A payment
    that goes on waiting keeps the reason why.
    """
    allow(can_match_payments(by))
    lock_sellers()
    waiting = Payment.objects.unclear().select_related("own_account").order_by("paid_on", "id")
    if statement is not None:
        waiting = waiting.filter(statement=statement)
    by_seller: dict[int, list[Payment]] = defaultdict(list)
    for payment in waiting:
        by_seller[payment.own_account.company_id].append(payment)
    matched = 0
    for seller_id, payments in by_seller.items():
        verdicts = _verdicts(seller_id, payments)
        _keep_reasons((payment, match) for payment, match in verdicts if not match.sure)
        matched += _book([(payment, match) for payment, match in verdicts if match.sure], by=by, at=at)
    return matched


def _verdicts(seller_id: int, payments: Sequence[Payment]) -> list[Verdict]:
    """Match the payments in order, so that a later one does not pay what an earlier one has paid."""
    candidates = Candidates(seller_id, payments)
    verdicts = []
    for payment in payments:
        match = candidates.match(payment)
        candidates.take(match)
        verdicts.append((payment, match))
    return verdicts


def _keep_reasons(verdicts: Iterable[Verdict]) -> None:
    by_reason: dict[str, list[int]] = defaultdict(list)
    for payment, match in verdicts:
        if payment.reason != match.reason:
            by_reason[match.reason.value].append(payment.pk)
    for reason, ids in by_reason.items():
        for start in range(0, len(ids), _CHUNK):
            Payment.objects.filter(pk__in=ids[start : start + _CHUNK]).update(reason=reason)


def _book(verdicts: Sequence[Verdict], *, by: Actor, at: datetime) -> int:
    wanted = sorted({invoice_id for _, match in verdicts for invoice_id, _ in match.allocations})
    invoices: dict[int, Invoice] = {}
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        invoices |= Invoice.objects.select_related("company").in_bulk(chunk)
    for payment, match in verdicts:
        client = invoices[match.allocations[0][0]].company
        receive(payment, client, reason=match.reason.value, by=by, at=at)
        for invoice_id, amount_minor in match.allocations:
            allocate(
                invoice=invoices[invoice_id],
                payment=payment,
                amount_minor=amount_minor,
                on=payment.paid_on,
                by=by,
                at=at,
            )
    return len(verdicts)
