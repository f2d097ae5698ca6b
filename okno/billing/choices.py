"""What a person is offered for a payment that waits: whose it may be, what for, and why, in words."""

from dataclasses import dataclass
from typing import cast

from okno.billing.candidates import Candidates
from okno.billing.matching import REASONS, Match
from okno.billing.models import Invoice, Payment
from okno.clients.models import Company
from okno.kernel.money import format_minor

SHOWN = 3


@dataclass(frozen=True)
class Choice:
    """One key: the client, how much of the payment goes to which of his invoices, and why."""

    key: str
    company: Company
    allocations: tuple[tuple[Invoice, int], ...]
    credit_minor: int
    reason: str

    @property
    def hidden(self) -> str:
        """The fields of the form that does it, as `{% verb %}` takes them."""
        sums = (f"invoice_{invoice.pk}={typed(minor)}" for invoice, minor in self.allocations)
        return "&".join([f"company={self.company.pk}", *sums])


def typed(minor: int) -> str:
    """A sum as a person would type it into a form."""
    return format_minor(minor, "en", currency=None).replace(",", "")


def choices_for(payment: Payment) -> tuple[str, list[Choice]]:
    """Why a payment waits, as of now, and up to three things to do with it, the likeliest first.

    What was opened or paid since the statement was loaded counts: the verdict is asked for anew.
    """
    match = Candidates(payment.own_account.company_id, [payment]).match(payment)
    offered = _offered(match)[:SHOWN]
    invoices = Invoice.objects.in_bulk({pk for _client, given, _reason in offered for pk, _minor in given})
    companies = Company.objects.in_bulk({client for client, _given, _reason in offered})
    choices = []
    for place, (client, given, reason) in enumerate(offered, start=1):
        allocations = _fitted(payment, [(invoices[pk], minor) for pk, minor in given])
        credit_minor = payment.left_minor - sum(minor for _invoice, minor in allocations)
        choices.append(Choice(str(place), companies[client], allocations, credit_minor, reason))
    return match.sentence, choices


_Offer = tuple[int, list[tuple[int, int]], str]


def _offered(match: Match) -> list[_Offer]:
    """(client, [(invoice, most minor units)], reason); a match that became sure is the only choice."""
    if match.sure:
        return [(cast(int, match.client_id), list(match.allocations), match.sentence)]
    return [
        (
            one.client_id,
            [(one.invoice_id, 2**63)] if one.invoice_id is not None else [],
            str(REASONS[one.reason]),
        )
        for one in match.suggestions
    ]


def _fitted(payment: Payment, wanted: list[tuple[Invoice, int]]) -> tuple[tuple[Invoice, int], ...]:
    """No more than the payment holds and the invoice is short of."""
    left_minor = payment.left_minor
    fitted = []
    for invoice, most_minor in wanted:
        amount_minor = min(left_minor, invoice.left_minor, most_minor)
        if amount_minor:
            fitted.append((invoice, amount_minor))
            left_minor -= amount_minor
    return tuple(fitted)
