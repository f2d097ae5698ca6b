"""B4: received money finds its client and invoices where a rule is sure; the rest waits for a person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from okno.billing.allocations import allocate
from okno.billing.candidates import Candidates
from okno.billing.matching import Match
from okno.billing.models import BankStatement, Invoice, Payment
from okno.billing.permissions import can_match_payments
from okno.billing.receiving import lock_sellers, receive
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee

_CHUNK = 500
Verdict = tuple[Payment, Match]


@action
def match_payments(*, statement: BankStatement | None = None, by: Employee | None, at: datetime) -> int:
    """Match the payments that wait, of one statement or all of them; how many found their client.

    A sure match is booked: its invoices are paid, what is left stays as the client's credit. A payment that
    waits keeps the reason why.
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
        _keep_reasons((one, match) for one, match in verdicts if not match.sure)
        matched += _book([(one, match) for one, match in verdicts if match.sure], by=by, at=at)
    return matched


def _verdicts(seller_id: int, payments: Sequence[Payment]) -> list[Verdict]:
    """In the order of payment: what one has paid, the next one no longer can."""
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


def _book(verdicts: Sequence[Verdict], *, by: Employee | None, at: datetime) -> int:
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
