"""Guard 2: prices in a contract equal those of the accepted quote, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from okno.attract.quotes.models import Quote, QuoteLine
from okno.ground.kernel.errors import Guard, Refused, Text
from okno.ground.kernel.localized import deferred
from okno.ground.kernel.money import format_minor


@dataclass(frozen=True)
class Terms:
    """The price of a line: per unit, in minor units, with or without VAT as the quote says."""

    monthly_minor: int
    one_off_minor: int
    quantity: int


@dataclass(frozen=True)
class AgreedLine:
    """A line of the other side's own form; `quote_line` is the key of the quote's line."""

    quote_line: int
    monthly_minor: int
    one_off_minor: int
    quantity: int

    @property
    def terms(self) -> Terms:
        return Terms(self.monthly_minor, self.one_off_minor, self.quantity)


def require_accepted(quote: Quote) -> None:
    """Raise Refused unless the quote is accepted: without that there is no agreed price (K2)."""
    if quote.status != Quote.Status.ACCEPTED:
        raise _refusal(
            quote,
            gettext_lazy("Quote {quote} is not accepted, so there is no agreed price yet."),
            _("Send the quote and wait until the client accepts it."),
        )


def require_equal(quote: Quote, terms: Mapping[int, Terms]) -> None:
    """Raise Refused (guard 2) unless `terms`, by the key of the quote's line, equal the quote's lines."""
    lines = list(quote.lines.all())
    for line in lines:
        if line.pk not in terms:
            raise _refusal(
                quote,
                gettext_lazy("«{line}» of quote {quote} is missing from the contract."),
                line=line.title,
            )
        if (difference := _difference(line, terms[line.pk])) is not None:
            sentence, theirs, agreed = difference
            raise _refusal(quote, sentence, line=line.title, given=theirs, agreed=agreed)
    if len(terms) > len(lines):
        raise _refusal(quote, gettext_lazy("The contract has a line that quote {quote} does not have."))


def require_same_basis(quote: Quote, *, vat_included: bool, term_months: int) -> None:
    """Raise Refused (guard 2) when VAT or the term differ: the same figure is then another price."""
    if (vat_included, term_months) != (quote.vat_included, quote.term_months):
        raise _refusal(quote, gettext_lazy("The contract and quote {quote} differ in VAT or in the term."))


def terms_of(line: QuoteLine) -> Terms:
    return Terms(monthly_minor=line.monthly_minor, one_off_minor=line.one_off_minor, quantity=line.quantity)


def _difference(line: QuoteLine, terms: Terms) -> tuple[Text, object, object] | None:
    """Return the first term that differs: the sentence, the contract's value and the agreed one; or None."""
    agreed = terms_of(line)
    if terms.monthly_minor != agreed.monthly_minor:
        sentence = gettext_lazy(
            "«{line}»: the contract says {given} a month, the accepted quote says {agreed}."
        )
        return sentence, _money(terms.monthly_minor), _money(agreed.monthly_minor)
    if terms.one_off_minor != agreed.one_off_minor:
        sentence = gettext_lazy("«{line}»: the contract says {given} once, the accepted quote says {agreed}.")
        return sentence, _money(terms.one_off_minor), _money(agreed.one_off_minor)
    if terms.quantity != agreed.quantity:
        sentence = gettext_lazy(
            "«{line}»: the contract says {given} units, the accepted quote says {agreed}."
        )
        return sentence, terms.quantity, agreed.quantity
    return None


def _money(minor: int) -> Text:
    return deferred(lambda: format_minor(minor, get_language() or "ru"))


def _refusal(quote: Quote, sentence: Text, remedy: str = "", **values: object) -> Refused:
    return Refused(
        guard=Guard.CONTRACT_PRICE,
        reason=deferred(lambda: str(sentence).format(quote=quote.number, **values)),
        remedy=remedy or _("Correct the contract. Another price needs a quote that the client accepts."),
        decides=_("The client, by accepting a quote"),
        subject=quote,
    )
