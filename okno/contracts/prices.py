"""Guard 2: what costs money in a contract equals the accepted quote, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okno.kernel.errors import Guard, Refused
from okno.kernel.money import format_minor
from okno.quotes.models import Quote, QuoteLine


@dataclass(frozen=True)
class Terms:
    """What is agreed for one line: per unit, in minor units, with or without VAT as the quote says."""

    monthly_minor: int
    one_off_minor: int
    quantity: int


@dataclass(frozen=True)
class GivenLine:
    """A line as the other side's own form has it; `quote_line` is the id of the quote's line."""

    quote_line: int
    monthly_minor: int
    one_off_minor: int
    quantity: int

    @property
    def terms(self) -> Terms:
        return Terms(self.monthly_minor, self.one_off_minor, self.quantity)


def require_accepted(quote: Quote) -> None:
    """Without an accepted quote there is no price to agree on (K2)."""
    if quote.status != Quote.Status.ACCEPTED:
        raise _refusal(
            quote,
            _("Quote {quote} is not accepted, so there is no agreed price yet.").format(quote=quote.number),
            _("Send the quote and wait until the client accepts it."),
        )


def require_equal(quote: Quote, given: Mapping[int, Terms]) -> None:
    """Refuse (guard 2) unless `given`, by the id of the quote's line, holds each line at its own price."""
    lines = list(quote.lines.all())
    for line in lines:
        if line.pk not in given:
            raise _refusal(
                quote,
                _("«{line}» of quote {quote} is missing from the contract.").format(
                    line=line.title, quote=quote.number
                ),
            )
        if (difference := _difference(line, given[line.pk])) is not None:
            raise _refusal(quote, difference)
    if len(given) > len(lines):
        raise _refusal(
            quote, _("The contract has a line that quote {quote} does not have.").format(quote=quote.number)
        )


def require_same_basis(quote: Quote, *, vat_included: bool, term_months: int) -> None:
    """The same figure with VAT inside and on top is not the same price."""
    if (vat_included, term_months) != (quote.vat_included, quote.term_months):
        raise _refusal(
            quote,
            _("The contract and quote {quote} differ in VAT or in the term.").format(quote=quote.number),
        )


def terms_of(line: QuoteLine) -> Terms:
    return Terms(monthly_minor=line.monthly_minor, one_off_minor=line.one_off_minor, quantity=line.quantity)


def _difference(line: QuoteLine, given: Terms) -> str | None:
    language = get_language() or "ru"
    agreed = terms_of(line)
    if given.monthly_minor != agreed.monthly_minor:
        return _("«{line}»: the contract says {given} a month, the accepted quote says {agreed}.").format(
            line=line.title,
            given=format_minor(given.monthly_minor, language),
            agreed=format_minor(agreed.monthly_minor, language),
        )
    if given.one_off_minor != agreed.one_off_minor:
        return _("«{line}»: the contract says {given} once, the accepted quote says {agreed}.").format(
            line=line.title,
            given=format_minor(given.one_off_minor, language),
            agreed=format_minor(agreed.one_off_minor, language),
        )
    if given.quantity != agreed.quantity:
        return _("«{line}»: the contract says {given} units, the accepted quote says {agreed}.").format(
            line=line.title, given=given.quantity, agreed=agreed.quantity
        )
    return None


def _refusal(quote: Quote, reason: str, remedy: str = "") -> Refused:
    return Refused(
        guard=Guard.CONTRACT_PRICE,
        reason=reason,
        remedy=remedy or _("Correct the contract. Another price needs a quote that the client accepts."),
        decides=_("The client, by accepting a quote"),
        subject=quote,
    )
