"""What is proved about each line of a quote at a moment: price, approval, delivery, capacity.

A fixed number of queries, however many lines there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from okno.approvals.models import Approval
from okno.catalog.amounts import FloorFormula, Verdict
from okno.catalog.floors import formula_on, parts_of
from okno.catalog.models import CostItem
from okno.kernel.clock import local_date
from okno.quotes.models import Feasibility, Quote, QuoteLine
from okno.quotes.verdict import LineVerdict, price_fingerprint, verdict_of
from okno.resources.models import Hold

PRICE_APPROVAL = "below_floor"


@dataclass(frozen=True, slots=True)
class Proof:
    """`approval` is a yes to exactly these figures that still holds, else the last one asked for."""

    line: QuoteLine
    seen: LineVerdict
    approval: Approval | None
    is_approved: bool
    word: Feasibility | None
    is_held: bool

    @property
    def is_confirmed(self) -> bool:
        """Whether the word on this content holds to the quote's end."""
        return self.word is not None and self.word.holds(self.line.quote.valid_until_on)


def proofs_of(quote: Quote, at: datetime) -> list[Proof]:
    """One for each line, in the order of the quote."""
    on = local_date(at)
    costs = Prefetch("configuration__costs", queryset=CostItem.objects.in_force(on), to_attr="costs_in_force")
    wide = quote.lines.select_related("quote__seller", "configuration__service", "location")
    lines = list(wide.prefetch_related("feasibilities", costs))
    ids = [line.pk for line in lines]
    kind = QuoteLine._meta.label_lower
    approvals = Approval.objects.filter(kind=PRICE_APPROVAL, subject_kind=kind, subject_id__in=ids)
    holds = Hold.objects.filter(holder_kind=kind, holder_id__in=ids, status=Hold.Status.HELD)
    asked, held, formula = list(approvals), list(holds.select_related("capacity")), formula_on(on)
    return [_proof(line, at, formula, asked, held) for line in lines]


def _proof(
    line: QuoteLine,
    at: datetime,
    formula: FloorFormula | None,
    asked: Iterable[Approval],
    held: Iterable[Hold],
) -> Proof:
    parts = parts_of(line.configuration.costs_in_force)  # type: ignore[attr-defined]
    seen = verdict_of(line, local_date(at), parts, formula)
    exactly = []
    if seen.verdict == Verdict.BELOW:
        wanted = price_fingerprint(line, seen)
        exactly = [one for one in asked if one.subject_id == line.pk and one.fingerprint == wanted]
    granted = next((one for one in exactly if one.holds(at)), None)
    return Proof(
        line=line,
        seen=seen,
        approval=granted or next(iter(exactly), None),
        is_approved=granted is not None,
        word=line.feasibility(),
        is_held=not line.units_needed or any(_covers(hold, line) for hold in held),
    )


def _covers(hold: Hold, line: QuoteLine) -> bool:
    """Whether all that the line needs is held, there and of that kind, to the quote's end."""
    return (
        hold.holder_id == line.pk
        and hold.until_on is not None
        and hold.until_on >= line.quote.valid_until_on
        and hold.units >= line.units_needed
        and hold.capacity.location_id == line.location_id
        and hold.capacity.kind == line.configuration.resource_kind
    )
