"""The arithmetic of a month's payslip (E2, E5): line statuses, own advertising, the report, the totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from okno.ground.kernel.dates import Period
from okno.money.compensation.amounts.components import ComponentKind
from okno.money.compensation.amounts.explained import Explained, Step, StepOp

BONUS_KINDS = frozenset(
    {ComponentKind.JUDGEMENT, ComponentKind.ATTRACTION, ComponentKind.ONBOARDING, ComponentKind.UPKEEP}
)


class LineStatus(StrEnum):
    """Status of a line: earned (a condition is missing), payable, paid, or held for a reason."""

    EARNED = "earned"
    PAYABLE = "payable"
    PAID = "paid"
    HELD = "held"


class HoldReason(StrEnum):
    REPORT_MISSING = "report_missing"
    REPORT_LATE = "report_late"


STATUS_MOVES = frozenset(
    {
        (LineStatus.EARNED, LineStatus.PAYABLE),
        (LineStatus.EARNED, LineStatus.HELD),
        (LineStatus.PAYABLE, LineStatus.HELD),
        (LineStatus.HELD, LineStatus.PAYABLE),
        (LineStatus.PAYABLE, LineStatus.PAID),
    }
)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A line of a payslip, in kopecks; `corrects` names the locked month it corrects.

    ValueError for a reason without a hold, a hold without a reason, or a kind that pays nothing.
    """

    kind: ComponentKind
    amount_minor: int
    status: LineStatus
    reason: HoldReason | None = None
    corrects: Period | None = None

    def __post_init__(self) -> None:
        if (self.status == LineStatus.HELD) != (self.reason is not None):
            raise ValueError("what is held has a reason, and nothing else has")
        if self.kind != ComponentKind.BASE and self.kind not in BONUS_KINDS:
            raise ValueError(f"{self.kind} makes no line of pay")


@dataclass(frozen=True, slots=True)
class Deduction:
    """Sums deducted from the attraction bonus this month and carried to the next, in kopecks."""

    deducted_minor: int
    carried_out_minor: int
    explained: Explained


@dataclass(frozen=True, slots=True)
class PayslipTotals:
    """Totals of a month in kopecks: attraction before the deduction, `to_pay_minor` is base plus bonuses."""

    base_minor: int
    judgement_minor: int
    attraction_minor: int
    onboarding_minor: int
    upkeep_minor: int
    advertising: Deduction
    bonuses_minor: int
    to_pay_minor: int
    overpaid_carried_out_minor: int
    waiting_minor: int
    held_minor: int


def deduct(attraction_minor: int, advertising_minor: int, carried_in_minor: int) -> Deduction:
    """Return own advertising, with the sum carried in, deducted from the month's attraction bonus (E2).

    Kopecks, nothing rounded. The bonus does not go below zero: the rest is carried to the next month, so
    deducted + carried out = advertising + carried in. A negative attraction (corrections) bears 0.
    The explained amount is negative, because its line reduces the pay. ValueError for a negative sum.
    """
    if advertising_minor < 0 or carried_in_minor < 0:
        raise ValueError("advertising and what is carried are never negative")
    owed_minor = advertising_minor + carried_in_minor
    bearable_minor = max(0, attraction_minor)
    deducted_minor = min(owed_minor, bearable_minor)
    steps = (
        Step(StepOp.SUM, {"terms": (advertising_minor, carried_in_minor)}, owed_minor),
        Step(StepOp.LESSER, {"one_minor": owed_minor, "other_minor": bearable_minor}, deducted_minor),
    )
    explained = Explained(-deducted_minor, owed_minor, None, steps)
    return Deduction(deducted_minor, owed_minor - deducted_minor, explained)


def is_report_in_time(handed_in_on: date | None, due_on: date) -> bool:
    """Return whether the report came by its last day; a missing report did not."""
    return handed_in_on is not None and handed_in_on <= due_on


def hold_without_report(
    lines: Iterable[MonthLine], reason: HoldReason = HoldReason.REPORT_MISSING
) -> list[MonthLine]:
    """Return the lines with every payable bonus held, for a month without its report in time (E2).

    Base pay stays payable, and so do negative lines: a missing report must not postpone a correction
    downwards.
    """
    return [
        replace(line, status=LineStatus.HELD, reason=reason)
        if line.kind in BONUS_KINDS and line.status == LineStatus.PAYABLE and line.amount_minor > 0
        else line
        for line in lines
    ]


def assemble(
    lines: Sequence[MonthLine],
    *,
    advertising_minor: int = 0,
    carried_in_minor: int = 0,
    overpaid_carried_in_minor: int = 0,
) -> PayslipTotals:
    """Return the totals of a month in kopecks; payable and paid lines count, earned and held ones do not.

    Nothing is rounded. Bonuses are judgement, attraction less own advertising, onboarding and upkeep,
    corrections included. When corrections outweigh them the bonuses are 0 and the rest is carried to the
    next month: base pay is never touched (E2, E5). ValueError for a negative sum carried in.
    """
    if overpaid_carried_in_minor < 0:
        raise ValueError("what is carried is never negative")
    paying = dict.fromkeys([ComponentKind.BASE, *BONUS_KINDS], 0)
    for line in lines:
        if line.status in (LineStatus.PAYABLE, LineStatus.PAID):
            paying[line.kind] += line.amount_minor
    advertising = deduct(paying[ComponentKind.ATTRACTION], advertising_minor, carried_in_minor)
    earned_minor = sum(paying[kind] for kind in BONUS_KINDS)
    left_minor = earned_minor - advertising.deducted_minor - overpaid_carried_in_minor
    bonuses_minor = max(0, left_minor)
    return PayslipTotals(
        base_minor=paying[ComponentKind.BASE],
        judgement_minor=paying[ComponentKind.JUDGEMENT],
        attraction_minor=paying[ComponentKind.ATTRACTION],
        onboarding_minor=paying[ComponentKind.ONBOARDING],
        upkeep_minor=paying[ComponentKind.UPKEEP],
        advertising=advertising,
        bonuses_minor=bonuses_minor,
        to_pay_minor=paying[ComponentKind.BASE] + bonuses_minor,
        overpaid_carried_out_minor=bonuses_minor - left_minor,
        waiting_minor=_sum_of(lines, LineStatus.EARNED),
        held_minor=_sum_of(lines, LineStatus.HELD),
    )


def _sum_of(lines: Sequence[MonthLine], status: LineStatus) -> int:
    return sum(line.amount_minor for line in lines if line.status == status)
