"""What is proved about each line of a quote at a moment: price, approval, delivery, capacity.

A fixed number of queries, however many lines there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from okno.attract.quotes.models import Feasibility, Quote, QuoteLine
from okno.attract.quotes.verdict import LineVerdict, price_fingerprint, verdict_of
from okno.ground.kernel.clock import local_date
from okno.records.catalog.amounts import FloorFormula, Verdict
from okno.records.catalog.floors import formula_on, parts_of
from okno.records.catalog.models import CostItem
from okno.records.resources.models import Hold
from okno.team.approvals.models import Approval

PRICE_APPROVAL = "below_floor"


@dataclass(frozen=True, slots=True)
class Proof:
    """`approval` is a yes to exactly these figures that still holds, else the last one asked for."""

    line: QuoteLine
    seen: LineVerdict
    approval: Approval | None
    is_approved: bool
    feasibility: Feasibility | None
    is_held: bool

    @property
    def is_confirmed(self) -> bool:
        """Return whether the confirmation of this content holds to the quote's end."""
        return self.feasibility is not None and self.feasibility.holds(self.line.quote.valid_until_on)


def proofs_of(quote: Quote, at: datetime) -> list[Proof]:
    """Return the proof of each line, in the order of the quote."""
    on = local_date(at)
    costs = Prefetch("configuration__costs", queryset=CostItem.objects.in_force(on), to_attr="costs_in_force")
    # Read wide: three queries for a quote of any length, whatever is asked of each line below.
    lines_with_parts = quote.lines.select_related("quote__seller", "configuration__service", "location")
    lines = list(lines_with_parts.prefetch_related("feasibilities", costs))
    ids = [line.pk for line in lines]
    kind = QuoteLine._meta.label_lower
    approvals = Approval.objects.filter(kind=PRICE_APPROVAL, subject_kind=kind, subject_id__in=ids)
    holds = Hold.objects.filter(holder_kind=kind, holder_id__in=ids, status=Hold.Status.HELD)
    asked_for, held, formula = list(approvals), list(holds.select_related("capacity")), formula_on(on)
    return [_proof(line, at, formula, asked_for, held) for line in lines]


def _proof(
    line: QuoteLine,
    at: datetime,
    formula: FloorFormula | None,
    approvals: Iterable[Approval],
    held: Iterable[Hold],
) -> Proof:
    parts = parts_of(line.configuration.costs_in_force)  # type: ignore[attr-defined]
    seen = verdict_of(line, local_date(at), parts, formula)
    # An approval matters only below the floor; above it a wrong one must not turn the light to «approved».
    exactly = []
    if seen.verdict == Verdict.BELOW:
        wanted = price_fingerprint(line, seen)
        exactly = [
            approval
            for approval in approvals
            if approval.subject_id == line.pk and approval.fingerprint == wanted
        ]
    granted = next((approval for approval in exactly if approval.holds(at)), None)
    return Proof(
        line=line,
        seen=seen,
        approval=granted or next(iter(exactly), None),
        is_approved=granted is not None,
        feasibility=line.feasibility(),
        is_held=not line.units_needed or any(_covers(hold, line) for hold in held),
    )


def _covers(hold: Hold, line: QuoteLine) -> bool:
    """Return whether the hold has all that the line needs, there and of that kind, to the quote's end."""
    return (
        hold.holder_id == line.pk
        and hold.until_on is not None
        and hold.until_on >= line.quote.valid_until_on
        and hold.units >= line.units_needed
        # Of that place and kind: a hold made before the line moved to another place covers nothing (guard 4).
        and hold.capacity.location_id == line.location_id
        and hold.capacity.kind == line.configuration.resource_kind
    )
