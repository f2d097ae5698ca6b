"""A quote as it is read: each line with its sums, its light and the feasibility on its delivery."""

from dataclasses import dataclass
from datetime import datetime

from okno.attract.quotes.amounts import Sums, total_sums
from okno.attract.quotes.line_checks import Proof, proofs_of
from okno.attract.quotes.models import Feasibility, Quote, QuoteLine
from okno.attract.quotes.ready_date import ready_days
from okno.attract.quotes.send_blockers import Missing, missing
from okno.attract.quotes.sums import sums_of
from okno.attract.quotes.verdict import LineVerdict, vat_rate
from okno.ground.kernel.clock import local_date
from okno.records.catalog.amounts import Verdict
from okno.team.approvals.models import Approval


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is read: its sums beside what is proved about it."""

    sums: Sums
    proof: Proof

    @property
    def line(self) -> QuoteLine:
        return self.proof.line

    @property
    def seen(self) -> LineVerdict:
        return self.proof.seen

    @property
    def approval(self) -> Approval | None:
        return self.proof.approval

    @property
    def feasibility(self) -> Feasibility | None:
        return self.proof.feasibility

    @property
    def tone(self) -> str:
        """Return the colour of the traffic light: approved below the floor is a risk taken knowingly."""
        if self.is_below:
            return "risk" if self.is_approved else "bad"
        return "risk" if self.is_unknown else "good"

    @property
    def is_unknown(self) -> bool:
        return self.seen.verdict == Verdict.UNKNOWN

    @property
    def is_below(self) -> bool:
        return self.seen.verdict == Verdict.BELOW

    @property
    def is_approved(self) -> bool:
        """Return whether an approval still holds, or was spent by the sending."""
        return self.proof.is_approved or (self.approval is not None and self.approval.status == "used")

    @property
    def is_asked(self) -> bool:
        return self.approval is not None and self.approval.status == "requested"

    @property
    def unit_floor_minor(self) -> int | None:
        """Return the lowest price of a unit that lifts the line to its floor, in kopecks."""
        lowest = self.seen.lowest_minor
        # Rounded up: a unit price rounded down would leave the line a kopeck below its floor (S3).
        return None if lowest is None else -(-lowest // self.line.quantity)

    @property
    def unit_floor_text(self) -> str:
        """Return the lowest price of a unit as it is typed into a field."""
        roubles, kopecks = divmod(self.unit_floor_minor or 0, 100)
        return f"{roubles}.{kopecks:02d}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole: rows, totals, the date that may be told (None: none), what is still missing."""

    rows: list[Row]
    sums: Sums
    vat_rate_bp: int
    ready_days: int | None
    missing: list[Missing]

    @property
    def margin_bp(self) -> int | None:
        """Return the margin of the whole, rounded down; None while any cost is unknown or nothing is
        charged.
        """
        floors = [row.seen.floor for row in self.rows]
        net = sum(row.seen.net for row in self.rows)
        if not net or any(floor is None for floor in floors):
            return None
        left = net - sum(
            floor.cost + row.seen.net * floor.formula.given_away_bp / 10_000
            for floor, row in zip(floors, self.rows, strict=True)
            if floor
        )
        # Of fractions, rounded down once: a margin is never told higher than it is.
        return int(left * 10_000 // net)

    @property
    def tone(self) -> str:
        tones = {row.tone for row in self.rows}
        return next((tone for tone in ("bad", "risk") if tone in tones), "good")


def sheet_of(quote: Quote, at: datetime) -> Sheet:
    """Return the quote as it stands at this moment; once sent, as it stood when it was sent."""
    # A sent quote is shown as it was sent: costs that have risen since are no fault of its author.
    seen_at = quote.sent_at or at
    rate = vat_rate(quote, local_date(seen_at))
    rows = [Row(sums_of(proof.line, rate), proof) for proof in proofs_of(quote, seen_at)]
    return Sheet(
        rows=rows,
        sums=total_sums(row.sums for row in rows),
        vat_rate_bp=rate,
        ready_days=ready_days(quote),
        missing=missing(quote, at) if quote.status == Quote.Status.DRAFT else [],
    )
