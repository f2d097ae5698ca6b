"""What payments may be for: open invoices and clients, fetched for all the payments at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from okno.billing.matching import (
    SUGGESTIONS,
    IncomingPayment,
    Match,
    OpenInvoice,
    PossibleClient,
    match_payment,
    numbers_named,
)
from okno.billing.models import Invoice, Payment
from okno.clients.models import Company

_CHUNK = 500
_LARGEST_SEQUENCE = 2**31 - 1
_ORDER = ("issued_on", "year", "sequence", "id")
T = TypeVar("T")


class Candidates:
    """Open invoices of one legal entity of ours that its payments may pay, and their clients.

    Only those that a payer's INN, a number in a purpose or (of unknown payers) a sum points to are fetched:
    a handful of queries, however many payments and invoices there are.
    """

    def __init__(self, seller_id: int, payments: Sequence[Payment]) -> None:
        self._seller_id = seller_id
        self._invoices: dict[int, OpenInvoice] = {}
        self._by_inn: dict[str, list[int]] = defaultdict(list)
        self._by_sequence: dict[int, list[int]] = defaultdict(list)
        self._by_due: dict[int, list[int]] = defaultdict(list)
        self._clients: dict[str, list[PossibleClient]] = defaultdict(list)
        asked = [incoming(payment) for payment in payments]
        self._fetch_known({payment.payer_inn for payment in asked} - {""})
        self._fetch_named({n.sequence for payment in asked for n in numbers_named(payment)})
        self._fetch_sums({p.amount_minor for p in asked if p.payer_inn not in self._clients})

    def match(self, payment: Payment) -> Match:
        """The verdict on one payment; call `take` when it is acted on."""
        asked = incoming(payment)
        ids = {
            *self._by_inn.get(asked.payer_inn, ()),
            *(i for n in numbers_named(asked) for i in self._by_sequence.get(n.sequence, ())),
            *self._by_due.get(asked.amount_minor, ()),
        }
        invoices = [self._invoices[one] for one in sorted(ids)]
        return match_payment(asked, invoices, self._clients.get(asked.payer_inn, ()))

    def take(self, match: Match) -> None:
        """Let the next payment see what this one has paid."""
        for invoice_id, amount_minor in match.allocations:
            invoice = self._invoices[invoice_id]
            self._invoices[invoice_id] = replace(invoice, due_minor=invoice.due_minor - amount_minor)

    def _fetch_known(self, inns: set[str]) -> None:
        for chunk in _chunks(inns):
            for client_id, inn in Company.objects.outside().filter(inn__in=chunk).values_list("pk", "inn"):
                self._clients[inn].append(PossibleClient(client_id, inn))
            for invoice in self._open(Q(company__inn__in=chunk)):
                self._by_inn[invoice.client_inn].append(invoice.id)

    def _fetch_named(self, sequences: set[int]) -> None:
        for chunk in _chunks(one for one in sequences if one <= _LARGEST_SEQUENCE):
            for invoice in self._open(Q(sequence__in=chunk)):
                self._by_sequence[invoice.sequence].append(invoice.id)

    def _fetch_sums(self, amounts: set[int]) -> None:
        """A common sum fits thousands of invoices: no more of each than can be suggested."""
        place = Window(RowNumber(), partition_by=F("left"), order_by=_ORDER)
        for chunk in _chunks(amounts):
            for invoice in self._open(Q(left__in=chunk, place__lte=SUGGESTIONS), place=place):
                self._by_due[invoice.due_minor].append(invoice.id)

    def _open(self, which: Q, **annotations: Window) -> Iterator[OpenInvoice]:
        found = (
            Invoice.objects.filter(seller_id=self._seller_id, paid_on__isnull=True)
            .annotate(left=F("gross_minor") - F("paid_minor"), **annotations)
            .filter(which)
            .values_list("id", "year", "sequence", "company_id", "company__inn", "left", "issued_on")
        )
        for row in found.order_by(*_ORDER):
            yield self._invoices.setdefault(row[0], OpenInvoice(*row))


def incoming(payment: Payment) -> IncomingPayment:
    return IncomingPayment(payment.amount_minor, payment.other_inn.strip(), payment.purpose, payment.paid_on)


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Databases bound the length of a list in a query."""
    found = list(values)
    for start in range(0, len(found), _CHUNK):
        yield found[start : start + _CHUNK]
