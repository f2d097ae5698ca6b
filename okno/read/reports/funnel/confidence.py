"""How sure a share or a middle can be, said with it: few deals prove little.

A share has Wilson's 95 % interval (E. B. Wilson, JASA 22, 1927), which holds for small numbers and near 0 and
1, where the usual ± does not. A share is told from `LEAST_FOR_SHARE` decided cases on: of 20 with a fifth won
the interval is 8–42 %, of 10 it is 6–51 %, and between a half and a twentieth nothing can be compared. The
middle of a cycle is told from `LEAST_FOR_MEDIAN` on: the true median lies between the least and the greatest
of 6 with a chance of 1 − 2 × ½⁶ = 97 %; of 5 it is below 95 %.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isqrt

from okno.ground.kernel.money import BASIS_POINTS, div_half_up

LEAST_FOR_SHARE = 20
LEAST_FOR_MEDIAN = 6
# 1.96² × 10⁴: whole numbers all the way.
_Z2 = 38_416
_ONE = 10_000


@dataclass(frozen=True)
class Rate:
    """`count` of `of` cases. Shares in basis points; None when there is no case at all."""

    count: int
    of: int

    @property
    def is_enough(self) -> bool:
        return self.of >= LEAST_FOR_SHARE

    @property
    def bp(self) -> int | None:
        return div_half_up(self.count * BASIS_POINTS, self.of) if self.of else None

    @property
    def interval(self) -> tuple[int, int] | None:
        return wilson(self.count, self.of) if self.of else None

    @property
    def whole(self) -> int | None:
        """Return the share in whole percents, which is precise enough beside an interval of many percents."""
        return div_half_up(self.count * 100, self.of) if self.of else None

    @property
    def low(self) -> int:
        return div_half_up(self.interval[0], 100) if self.interval else 0

    @property
    def high(self) -> int:
        return div_half_up(self.interval[1], 100) if self.interval else 0


def wilson(count: int, of: int) -> tuple[int, int]:
    """Return the ends of Wilson's 95 % interval in basis points: (5, 20) → (1119, 4687).

    (2k + z² ± z·√(z² + 4k(n − k) ∕ n)) ∕ 2(n + z²). ValueError without a case.
    """
    if not 0 <= count <= of or of == 0:
        raise ValueError(f"{count} of {of} is no share")
    middle = 2 * count * _ONE + _Z2
    # z·√(z² + 4k(n−k)/n), scaled by 10⁴: √(z⁴ + z²·4k(n−k)/n).
    spread = isqrt(_Z2 * _Z2 + _Z2 * _ONE * 4 * count * (of - count) // of)
    whole = 2 * (of * _ONE + _Z2)
    low, high = max(0, middle - spread), min(whole, middle + spread)
    return div_half_up(low * BASIS_POINTS, whole), div_half_up(high * BASIS_POINTS, whole)


def median(days: Mapping[int, int]) -> int | None:
    """Return the median of whole days from {days: count}; of two middle values their mean, half up."""
    many = sum(days.values())
    if many == 0:
        return None
    # Both middle places; with an odd number they are the same place.
    middle = [(many - 1) // 2, many // 2]
    middle_values: list[int] = []
    passed = 0
    for value in sorted(days):
        passed += days[value]
        while len(middle_values) < 2 and middle[len(middle_values)] < passed:
            middle_values.append(value)
    return div_half_up(sum(middle_values), 2)
