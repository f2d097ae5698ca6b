"""The arithmetic of pay (E1, E2, E5, E6), without a database: kopecks and dates in, explained kopecks out.

- `components`: what a plan is made of, as data with dates, and the reference plan of E2;
- `service_time`: service months, the fee at the end of each, money received without VAT;
- `bonuses`: each line's amount, with the steps that led to it;
- `explained`: those steps as data and as text;
- `payslip`: a month put together, own advertising taken off, a missing report, statuses.
"""

from okno.money.compensation.amounts.bonuses import (
    attraction_at_once,
    attraction_first,
    attraction_second,
    base_pay,
    correction,
    judgement_bonus,
    onboarding_at_once,
    onboarding_first,
    onboarding_second,
    upkeep,
)
from okno.money.compensation.amounts.components import (
    Component,
    ComponentKind,
    in_force,
    reference_plan,
    reference_plan_at_once,
)
from okno.money.compensation.amounts.explained import Explained, Step, StepOp
from okno.money.compensation.amounts.payslip import (
    BONUS_KINDS,
    STATUS_MOVES,
    Deduction,
    HoldReason,
    LineStatus,
    MonthLine,
    PayslipTotals,
    assemble,
    deduct,
    hold_without_report,
    is_report_in_time,
)
from okno.money.compensation.amounts.service_time import (
    FeeChange,
    after_service_months,
    fees_of_service_months,
    net_received,
)

__all__ = [
    "BONUS_KINDS",
    "STATUS_MOVES",
    "Component",
    "ComponentKind",
    "Deduction",
    "Explained",
    "FeeChange",
    "HoldReason",
    "LineStatus",
    "MonthLine",
    "PayslipTotals",
    "Step",
    "StepOp",
    "after_service_months",
    "assemble",
    "attraction_at_once",
    "attraction_first",
    "attraction_second",
    "base_pay",
    "correction",
    "deduct",
    "fees_of_service_months",
    "hold_without_report",
    "in_force",
    "is_report_in_time",
    "judgement_bonus",
    "net_received",
    "onboarding_at_once",
    "onboarding_first",
    "onboarding_second",
    "reference_plan",
    "reference_plan_at_once",
    "upkeep",
]
