"""Guard 2: what costs money in a contract equals the accepted quote, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from okno.kernel.errors import Guard, Refused, Text
from okno.kernel.kept import later
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
            gettext_lazy("Quote {quote} is not accepted, so there is no agreed price yet."),
            _("Send the quote and wait until the client accepts it."),
        )


def require_equal(quote: Quote, given: Mapping[int, Terms]) -> None:
    """Refuse (guard 2) unless `given`, by the id of the quote's line, holds each line at its own price."""
    lines = list(quote.lines.all())
    for line in lines:
        if line.pk not in given:
            raise _refusal(
                quote,
                gettext_lazy("«{line}» of quote {quote} is missing from the contract."),
                line=line.title,
            )
        if (difference := _difference(line, given[line.pk])) is not None:
            said, theirs, agreed = difference
            raise _refusal(quote, said, line=line.title, given=theirs, agreed=agreed)
    if len(given) > len(lines):
        raise _refusal(quote, gettext_lazy("The contract has a line that quote {quote} does not have."))


def require_same_basis(quote: Quote, *, vat_included: bool, term_months: int) -> None:
    """The same figure with VAT inside and on top is not the same price."""
    if (vat_included, term_months) != (quote.vat_included, quote.term_months):
        raise _refusal(quote, gettext_lazy("The contract and quote {quote} differ in VAT or in the term."))


def terms_of(line: QuoteLine) -> Terms:
    return Terms(monthly_minor=line.monthly_minor, one_off_minor=line.one_off_minor, quantity=line.quantity)


def _difference(line: QuoteLine, given: Terms) -> tuple[Text, object, object] | None:
    """The sentence, what the contract says and what is agreed, of the first term that differs."""
    agreed = terms_of(line)
    if given.monthly_minor != agreed.monthly_minor:
        said = gettext_lazy("«{line}»: the contract says {given} a month, the accepted quote says {agreed}.")
        return said, _money(given.monthly_minor), _money(agreed.monthly_minor)
    if given.one_off_minor != agreed.one_off_minor:
        said = gettext_lazy("«{line}»: the contract says {given} once, the accepted quote says {agreed}.")
        return said, _money(given.one_off_minor), _money(agreed.one_off_minor)
    if given.quantity != agreed.quantity:
        said = gettext_lazy("«{line}»: the contract says {given} units, the accepted quote says {agreed}.")
        return said, given.quantity, agreed.quantity
    return None


def _money(minor: int) -> Text:
    return later(lambda: format_minor(minor, get_language() or "ru"))


def _refusal(quote: Quote, said: Text, remedy: str = "", **words: object) -> Refused:
    return Refused(
        guard=Guard.CONTRACT_PRICE,
        reason=later(lambda: str(said).format(quote=quote.number, **words)),
        remedy=remedy or _("Correct the contract. Another price needs a quote that the client accepts."),
        decides=_("The client, by accepting a quote"),
        subject=quote,
    )
