"""Open invoices and clients that payments may be for, fetched for all the payments at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from okno.money.invoicing.models import Invoice
from okno.money.payments.matching import (
    SUGGESTIONS,
    IncomingPayment,
    Match,
    OpenInvoice,
    PossibleClient,
    match_payment,
    numbers_named,
)
from okno.money.payments.models import Payment
from okno.records.clients.models import Company

_CHUNK = 500
_LARGEST_SEQUENCE = 2**31 - 1
_ORDER = ("issued_on", "year", "sequence", "id")
T = TypeVar("T")


class Candidates:
    """The open invoices of one legal entity of ours that its payments may pay, and their clients.

    Only invoices to which a payer's INN, a number in a purpose or (for unknown payers) a sum points are
    fetched: a handful of queries, however many payments and invoices there are.
    """

    def __init__(self, seller_id: int, payments: Sequence[Payment]) -> None:
        self._seller_id = seller_id
        self._invoices: dict[int, OpenInvoice] = {}
        self._by_inn: dict[str, list[int]] = defaultdict(list)
        self._by_sequence: dict[int, list[int]] = defaultdict(list)
        self._by_due: dict[int, list[int]] = defaultdict(list)
        self._clients: dict[str, list[PossibleClient]] = defaultdict(list)
        incomings = [incoming(payment) for payment in payments]
        self._fetch_payers({payment.payer_inn for payment in incomings} - {""})
        self._fetch_named({n.sequence for payment in incomings for n in numbers_named(payment)})
        # Only for payers who are nobody's: for a known one the sum alone would suggest strangers' invoices.
        self._fetch_sums({p.amount_minor for p in incomings if p.payer_inn not in self._clients})

    def match(self, payment: Payment) -> Match:
        """Return the verdict on one payment; call `take` when it is acted on."""
        received = incoming(payment)
        ids = {
            *self._by_inn.get(received.payer_inn, ()),
            *(i for n in numbers_named(received) for i in self._by_sequence.get(n.sequence, ())),
            *self._by_due.get(received.amount_minor, ()),
        }
        invoices = [self._invoices[invoice_id] for invoice_id in sorted(ids)]
        return match_payment(received, invoices, self._clients.get(received.payer_inn, ()))

    def take(self, match: Match) -> None:
        """Subtract a match's sums from its invoices, so that no later payment pays them again."""
        for invoice_id, amount_minor in match.allocations:
            invoice = self._invoices[invoice_id]
            self._invoices[invoice_id] = replace(invoice, due_minor=invoice.due_minor - amount_minor)

    def _fetch_payers(self, inns: set[str]) -> None:
        for chunk in _chunks(inns):
            for client_id, inn in Company.objects.outside().filter(inn__in=chunk).values_list("pk", "inn"):
                self._clients[inn].append(PossibleClient(client_id, inn))
            for invoice in self._open(Q(company__inn__in=chunk)):
                self._by_inn[invoice.client_inn].append(invoice.id)

    def _fetch_named(self, sequences: set[int]) -> None:
        # A purpose may hold any digits; PostgreSQL refuses to compare its column with a number beyond it.
        for chunk in _chunks(number for number in sequences if number <= _LARGEST_SEQUENCE):
            for invoice in self._open(Q(sequence__in=chunk)):
                self._by_sequence[invoice.sequence].append(invoice.id)

    def _fetch_sums(self, amounts: set[int]) -> None:
        """Fetch invoices with these sums due, of each sum no more than can be suggested.

        A common sum fits thousands of invoices.
        """
        # Round sums are common: without the window a thousand invoices of 10,000.00 would come for one
        # payment.
        place = Window(RowNumber(), partition_by=F("left"), order_by=_ORDER)
        for chunk in _chunks(amounts):
            for invoice in self._open(Q(left__in=chunk, place__lte=SUGGESTIONS), place=place):
                self._by_due[invoice.due_minor].append(invoice.id)

    def _open(self, which: Q, **annotations: Window) -> Iterator[OpenInvoice]:
        rows = (
            Invoice.objects.filter(seller_id=self._seller_id, paid_on__isnull=True)
            .annotate(left=F("gross_minor") - F("paid_minor"), **annotations)
            .filter(which)
            .values_list("id", "year", "sequence", "company_id", "company__inn", "left", "issued_on")
        )
        for row in rows.order_by(*_ORDER):
            # One object for an invoice, however it was found: `take` must lower it for every way to it.
            yield self._invoices.setdefault(row[0], OpenInvoice(*row))


def incoming(payment: Payment) -> IncomingPayment:
    return IncomingPayment(payment.amount_minor, payment.other_inn.strip(), payment.purpose, payment.paid_on)


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Yield the values in lists short enough for a query: databases bound their length."""
    listed = list(values)
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]
