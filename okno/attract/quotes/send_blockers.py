"""What a quote still lacks before it may be sent: said all at once, by guard."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from okno.attract.quotes.line_checks import Proof, proofs_of
from okno.attract.quotes.models import Feasibility, Quote, QuoteLine
from okno.attract.quotes.verdict import LineVerdict
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Guard, Refused, Text
from okno.ground.kernel.localized import deferred
from okno.ground.kernel.money import format_minor
from okno.records.catalog.amounts import Verdict


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands in the way; `line` is None when it is the quote itself."""

    guard: Guard
    sentence: Text
    remedy: Text
    decides: Text
    line: QuoteLine | None = None

    @property
    def reason(self) -> str:
        return str(self.sentence)


def missing(quote: Quote, at: datetime) -> list[Missing]:
    """Return everything that keeps this quote from being sent at this moment; empty when nothing does."""
    proofs = proofs_of(quote, at)
    return [
        *_of_quote(quote, proofs, local_date(at)),
        *(lack for proof in proofs for lack in _of_line(proof)),
    ]


def refusal(quote: Quote, lacks: list[Missing]) -> Refused:
    """Return one refusal with all that is missing; its guard is the first one's."""
    return Refused(
        # One refusal has one guard; the sentences name all that is missing, in the order of the lines.
        guard=lacks[0].guard,
        reason=deferred(lambda: " ".join(dict.fromkeys(lack.reason for lack in lacks))),
        remedy=" ".join(dict.fromkeys(str(lack.remedy) for lack in lacks)),
        decides=", ".join(dict.fromkeys(str(lack.decides) for lack in lacks)),
        subject=quote,
    )


def _of_quote(quote: Quote, proofs: list[Proof], on: date) -> Iterator[Missing]:
    if not proofs:
        yield Missing(
            Guard.FEASIBILITY,
            _("The quote has no lines."),
            _("Add what is offered."),
            _("Author of the quote"),
        )
    if quote.is_expired(on):
        yield Missing(
            Guard.DATES,
            _("The quote's validity has passed."),
            _("Set a later date."),
            _("Author of the quote"),
        )


def _of_line(proof: Proof) -> Iterator[Missing]:
    line = proof.line
    if proof.seen.verdict == Verdict.UNKNOWN:
        yield unknown_cost(line)
    elif proof.seen.verdict == Verdict.BELOW and not proof.is_approved:
        yield below_floor(line, proof.seen)
    if not proof.is_confirmed:
        yield _unconfirmed(line, proof.feasibility)
    # Only of a confirmed line: without the confirmation the hold says nothing, and two sentences would be
    # noise.
    elif not proof.is_held:
        yield Missing(
            Guard.FEASIBILITY,
            _filled(_("«{line}»: capacity is not held until the quote's end."), line=line.title),
            _("Check the line again."),
            _("Author of the quote"),
            line,
        )


def unknown_cost(line: QuoteLine) -> Missing:
    return Missing(
        Guard.FLOOR,
        _filled(_("«{line}»: the cost is unknown, so nobody can tell the floor."), line=line.title),
        _("Have the cost of the configuration and the floor formula set."),
        _("Head of sales"),
        line,
    )


def below_floor(line: QuoteLine, seen: LineVerdict) -> Missing:
    """Return the sentence of guard 1, with the lowest price in the same terms as the quote's prices."""
    price, floor = _money(line.price_minor), _money(seen.lowest_minor)
    return Missing(
        Guard.FLOOR,
        _filled(
            _("«{line}»: {price} a month is below the floor of {floor}."),
            line=line.title,
            price=price,
            floor=floor,
        ),
        _("Raise the price or ask for an approval of exactly this line."),
        _("Owner") if seen.at_a_loss else _("Head of sales or owner"),
        line,
    )


def _unconfirmed(line: QuoteLine, feasibility: Feasibility | None) -> Missing:
    remedy, decides = _("Wait for the engineers' answer."), _("Engineers")
    if feasibility is None:
        reason = _("«{line}»: nobody has confirmed that it can be delivered there.")
        remedy, decides = _("Ask whether it can be delivered."), _("Engineers")
    elif feasibility.status == Feasibility.Status.REFUSED:
        reason = _("«{line}» cannot be delivered there: {note}")
        remedy = _("Choose another place or configuration.")
    elif feasibility.status == Feasibility.Status.ASKED:
        reason = _("«{line}»: the engineers have not answered yet.")
    else:
        reason = _("«{line}»: the confirmation does not hold until the quote's end.")
        remedy = _("Check the line again.")
    note = feasibility.note if feasibility else ""
    return Missing(Guard.FEASIBILITY, _filled(reason, line=line.title, note=note), remedy, decides, line)


def _filled(sentence: Text, **values: object) -> Text:
    """Return the sentence with its values, in the language of whoever reads it, also later, from the
    journal.
    """
    return deferred(lambda: str(sentence).format(**values))


def _money(minor: int | None) -> Text:
    return deferred(lambda: format_minor(minor or 0, get_language() or "ru"))
