"""A quote as it is read: each line with its sums, its light and the word on its delivery."""

from dataclasses import dataclass
from datetime import date, datetime

from okno.approvals.models import Approval
from okno.catalog.amounts import Verdict
from okno.kernel.clock import local_date
from okno.quotes.amounts import Sums, total_sums
from okno.quotes.missing import PRICE_APPROVAL, Missing, granted_approval, missing
from okno.quotes.models import Feasibility, Quote, QuoteLine
from okno.quotes.promise import ready_days
from okno.quotes.sums import sums_of
from okno.quotes.verdict import LineVerdict, line_verdict, price_fingerprint, vat_rate


@dataclass(frozen=True, slots=True)
class Row:
    """A line beside its verdict; `approval` is the last one asked for exactly this price."""

    line: QuoteLine
    sums: Sums
    seen: LineVerdict
    approval: Approval | None
    word: Feasibility | None

    @property
    def tone(self) -> str:
        """The traffic light: approved below the floor is a risk that somebody took knowingly."""
        if self.seen.verdict == Verdict.OK:
            return "good"
        if self.seen.verdict == Verdict.BELOW and self.is_approved:
            return "risk"
        return "bad" if self.seen.verdict == Verdict.BELOW else "risk"

    @property
    def is_unknown(self) -> bool:
        return self.seen.verdict == Verdict.UNKNOWN

    @property
    def is_below(self) -> bool:
        return self.seen.verdict == Verdict.BELOW

    @property
    def is_approved(self) -> bool:
        return self.approval is not None and self.approval.status in ("granted", "used")

    @property
    def is_asked(self) -> bool:
        return self.approval is not None and self.approval.status == "requested"

    @property
    def unit_floor_minor(self) -> int | None:
        """The lowest price of a unit that lifts the line to its floor."""
        lowest = self.seen.lowest_minor
        return None if lowest is None else -(-lowest // self.line.quantity)

    @property
    def unit_floor_text(self) -> str:
        """The same as it is typed into a field."""
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
        """Of the whole, rounded down; None while any cost is unknown or nothing is charged."""
        floors = [row.seen.floor for row in self.rows]
        net = sum(row.seen.net for row in self.rows)
        if not net or any(floor is None for floor in floors):
            return None
        left = net - sum(
            floor.cost + row.seen.net * floor.formula.given_away_bp / 10_000
            for floor, row in zip(floors, self.rows, strict=True)
            if floor
        )
        return int(left * 10_000 // net)

    @property
    def tone(self) -> str:
        tones = {row.tone for row in self.rows}
        return next((tone for tone in ("bad", "risk") if tone in tones), "good")


def sheet_of(quote: Quote, at: datetime) -> Sheet:
    """The quote as it stands at this moment; once sent, as it stood when it was sent."""
    seen_at = quote.sent_at or at
    on, rate = local_date(seen_at), vat_rate(quote, local_date(seen_at))
    lines = quote.lines.select_related("quote__seller", "configuration__service", "location")
    rows = [_row(line, on, seen_at, rate) for line in lines.prefetch_related("feasibilities")]
    return Sheet(
        rows=rows,
        sums=total_sums(row.sums for row in rows),
        vat_rate_bp=rate,
        ready_days=ready_days(quote),
        missing=missing(quote, at) if quote.status == Quote.Status.DRAFT else [],
    )


def _row(line: QuoteLine, on: date, at: datetime, rate: int) -> Row:
    seen = line_verdict(line, on)
    approval = None
    if seen.verdict == Verdict.BELOW:
        asked = Approval.objects.about(line).filter(kind=PRICE_APPROVAL)
        exactly = asked.filter(fingerprint=price_fingerprint(line, seen))
        approval = granted_approval(line, seen, at) or exactly.first()
    return Row(line, sums_of(line, rate), seen, approval, line.feasibility())
