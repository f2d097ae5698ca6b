"""The choices offered to a person for a payment that waits: client, invoices and the reason."""

from dataclasses import dataclass
from typing import cast

from okno.ground.kernel.money import format_minor
from okno.money.invoicing.models import Invoice
from okno.money.payments.candidates import Candidates
from okno.money.payments.matching import REASONS, Match
from okno.money.payments.models import Payment
from okno.records.clients.models import Company

SHOWN = 3


@dataclass(frozen=True)
class Choice:
    """A choice: the client, how much of the payment goes to which of their invoices, and why."""

    key: str
    company: Company
    allocations: tuple[tuple[Invoice, int], ...]
    credit_minor: int
    reason: str

    @property
    def hidden(self) -> str:
        """Return the form's fields for this choice, as `{% verb %}` takes them."""
        sums = (f"invoice_{invoice.pk}={typed(minor)}" for invoice, minor in self.allocations)
        return "&".join([f"company={self.company.pk}", *sums])


def typed(minor: int) -> str:
    """Return a sum of kopecks as a person would type it into a form."""
    # In English and without thousands: what a form reads back in either language.
    return format_minor(minor, "en", currency=None).replace(",", "")


def choices_for(payment: Payment) -> tuple[str, list[Choice]]:
    """Return why a payment waits, as of now, and up to three choices, the likeliest first.

    The payment is matched anew, so that invoices issued or paid since the statement was loaded count.
    """
    match = Candidates(payment.own_account.company_id, [payment]).match(payment)
    offered = _offered(match)[:SHOWN]
    invoices = Invoice.objects.in_bulk({pk for _client, sums, _reason in offered for pk, _minor in sums})
    companies = Company.objects.in_bulk({client for client, _sums, _reason in offered})
    choices = []
    for place, (client, sums, reason) in enumerate(offered, start=1):
        allocations = _fitted(payment, [(invoices[pk], minor) for pk, minor in sums])
        credit_minor = payment.left_minor - sum(minor for _invoice, minor in allocations)
        choices.append(Choice(str(place), companies[client], allocations, credit_minor, reason))
    return match.sentence, choices


_Offer = tuple[int, list[tuple[int, int]], str]


def _offered(match: Match) -> list[_Offer]:
    """Return offers of (client, [(invoice, most minor units)], reason); a sure match is the only one."""
    if match.sure:
        return [(cast(int, match.client_id), list(match.allocations), match.sentence)]
    return [
        (
            suggestion.client_id,
            [(suggestion.invoice_id, 2**63)] if suggestion.invoice_id is not None else [],
            str(REASONS[suggestion.reason]),
        )
        for suggestion in match.suggestions
    ]


def _fitted(payment: Payment, wanted: list[tuple[Invoice, int]]) -> tuple[tuple[Invoice, int], ...]:
    """Return the allocations cut to what is left of the payment and due on each invoice."""
    left_minor = payment.left_minor
    fitted = []
    for invoice, most_minor in wanted:
        amount_minor = min(left_minor, invoice.left_minor, most_minor)
        if amount_minor:
            fitted.append((invoice, amount_minor))
            left_minor -= amount_minor
    return tuple(fitted)
