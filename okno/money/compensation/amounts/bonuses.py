"""The amount of each line of pay, with its arithmetic (E2, E5, E6): kopecks, rounded once, half up.

| client's fees            | first part                   | second part                             |
| 20,000 / 26,000 / 32,000 | 20,000 × 50 % ÷ 3 = 3,333.33 | 78,000 × 50 % ÷ 3 − 3,333.33 = 9,666.67 |
| 20,000 / 20,000 / 20,000 | 20,000 × 50 % ÷ 3 = 3,333.33 | 60,000 × 50 % ÷ 3 − 3,333.33 = 6,666.67 |
| 20,000 / 0 / 0 (gone)    | 20,000 × 50 % ÷ 3 = 3,333.33 | 20,000 × 50 % ÷ 3 − 3,333.33 = 0.00     |
| 20,000 steady, at 20 %   | 20,000 × 20 % ÷ 3 = 1,333.33 | 60,000 × 20 % ÷ 3 − 1,333.33 = 2,666.67 |

In SQL, for non-negative integers: (2 * base * rate_bp + d) / (2 * d), with d = 10000 * months.
"""

from __future__ import annotations

from collections.abc import Sequence

from okno.ground.kernel.money import BASIS_POINTS, div_half_up
from okno.money.compensation.amounts.explained import Explained, Step, StepOp


def base_pay(amount_minor: int) -> Explained:
    """Return the base pay of a month, net («на руки»), as the plan sets it."""
    return _given(amount_minor)


def judgement_bonus(amount_minor: int, *, limit_minor: int) -> Explained:
    """Return the bonus that the head granted; ValueError unless it lies between 0 and the plan's limit."""
    if not 0 <= amount_minor <= limit_minor:
        raise ValueError("the bonus by judgement lies between nothing and the plan's limit")
    return _given(amount_minor)


def attraction_first(fee_minor: int, rate_bp: int, months: int = 3) -> Explained:
    """Return the first part, payable when the client's first month is paid: round(fee × rate ÷ months).

    `fee_minor` is the contract's monthly fee without VAT. ValueError for a negative fee or rate.
    """
    share = _share(fee_minor, rate_bp, months)
    return Explained(share.result_minor, fee_minor, rate_bp, (share,))


def attraction_second(fees_minor: Sequence[int], rate_bp: int, first_minor: int) -> Explained:
    """Return the second part: max(0, round(sum of fees × rate ÷ months) − first part).

    It is payable after the service months. `fees_minor` is the fee of each service month
    (`fees_of_service_months`), as many as the plan counts; `first_minor` is the first part as it was paid.
    ValueError for no months, or a negative fee or rate.
    """
    if not fees_minor or min(fees_minor) < 0:
        raise ValueError("each service month has a fee, and none is negative")
    summed = Step(StepOp.SUM, {"terms": tuple(fees_minor)}, sum(fees_minor))
    share = _share(summed.result_minor, rate_bp, len(fees_minor))
    left_minor = share.result_minor - first_minor
    less = Step(StepOp.LESS, {"start_minor": share.result_minor, "less_minor": first_minor}, left_minor)
    steps: tuple[Step, ...] = (summed, share, less)
    if left_minor < 0:
        steps += (Step(StepOp.NOT_BELOW_ZERO, {"value_minor": left_minor}, 0),)
    return Explained(max(0, left_minor), summed.result_minor, rate_bp, steps)


def attraction_at_once(fee_minor: int, rate_bp: int) -> Explained:
    """Return the attraction bonus at once, payable with the first month paid: round(fee × rate)."""
    return attraction_first(fee_minor, rate_bp, months=1)


# E2: onboarding is counted "in the same way", only its rate is another.
onboarding_first = attraction_first
onboarding_second = attraction_second
onboarding_at_once = attraction_at_once


def upkeep(received_net_minor: int, rate_bp: int) -> Explained:
    """Return the upkeep bonus of one client for a month: round(received × rate).

    `received_net_minor` is the money received from the client in the month, without VAT, on days after the
    first service months (`after_service_months`, `net_received`); negative when refunds outweigh payments.
    """
    share = _share(received_net_minor, rate_bp, 1)
    return Explained(share.result_minor, received_net_minor, rate_bp, (share,))


def correction(*, paid_before_minor: int, right_now_minor: int) -> Explained:
    """Return the amount a later month pays for a line of a locked month; negative takes money back (E5).

    `right_now_minor` is the line computed again from today's facts at the rate in force then. The line that
    carries the correction names the old month (`MonthLine.corrects`).
    """
    amount_minor = right_now_minor - paid_before_minor
    values = {"start_minor": right_now_minor, "less_minor": paid_before_minor}
    return Explained(amount_minor, right_now_minor, None, (Step(StepOp.LESS, values, amount_minor),))


def _given(amount_minor: int) -> Explained:
    return Explained(amount_minor, amount_minor, None, (Step(StepOp.GIVEN, {}, amount_minor),))


def _share(base_minor: int, rate_bp: int, months: int) -> Step:
    if rate_bp < 0 or months < 1 or (months > 1 and base_minor < 0):
        raise ValueError("neither a rate nor a fee is negative, and months are one at least")
    numerator, denominator = base_minor * rate_bp, BASIS_POINTS * months
    values = {"base_minor": base_minor, "rate_bp": rate_bp}
    return Step(
        StepOp.SHARE if months == 1 else StepOp.SHARE_OVER_MONTHS,
        values if months == 1 else values | {"months": months},
        div_half_up(numerator, denominator),
        (numerator, denominator) if numerator % denominator else None,
    )
