"""What a row of weekly counts tells: how much it spreads, whether it grows, how many come next.

Sources, each named where it is used:
- Cochran, W. G. (1954). Some methods for strengthening the common χ² tests. Biometrics 10, 417–451.
- Mann, H. B. (1945). Nonparametric tests against trend. Econometrica 13, 245–259.
- Kendall, M. G. (1975). Rank Correlation Methods, 4th ed.: the variance of S with ties.
- Sen, P. K. (1968). Estimates of the regression coefficient based on Kendall's tau. Journal of the American
  Statistical Association 63, 1379–1389.
- Nelson, W. (1970). Confidence intervals for the ratio of two Poisson means and Poisson predictor intervals.
  IEEE Transactions on Reliability R-19, 42–49.
- Hahn, G. J. & Meeker, W. Q. (1991). Statistical Intervals, ch. 7: the same interval.
- McCullagh, P. & Nelder, J. A. (1989). Generalized Linear Models, 2nd ed.: the dispersion factor.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import ceil, floor, sqrt
from statistics import fmean, median, variance

from okno.read.reports.advisor.distributions import (
    binomial_at_most,
    chi_square_above,
    normal_two_sided,
    student_quantile,
)


@dataclass(frozen=True, slots=True)
class Dispersion:
    """`index`: the variance to the mean, 1 where events are independent; `chance`: of as much by itself."""

    index: float
    statistic: float
    degrees: int
    chance: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Mann–Kendall's S, its variance, the two-sided chance of it without a trend; Sen's slope a week."""

    s: int
    variance: float
    z: float
    chance: float
    slope: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of counts, both ends included."""

    low: int
    high: int

    @property
    def width(self) -> int:
        return self.high - self.low


def dispersion(counts: Sequence[int]) -> Dispersion:
    """Return the index of dispersion; (n − 1)·s²/mean is χ² with n − 1 degrees for Poisson counts (Cochran
    1954).
    """
    degrees, mean = len(counts) - 1, fmean(counts)
    if degrees < 1 or not mean:
        return Dispersion(0.0, 0.0, max(degrees, 0), 1.0)
    index = variance(counts) / mean
    return Dispersion(index, index * degrees, degrees, chi_square_above(index * degrees, degrees))


def trend(counts: Sequence[float]) -> Trend:
    """Test whether later weeks are greater (Mann 1945, ties by Kendall 1975), and by how much (Sen 1968)."""
    n = len(counts)
    pairs = list(combinations(enumerate(counts), 2))
    s = sum((later > earlier) - (later < earlier) for (_i, earlier), (_j, later) in pairs)
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(counts).values())
    spread = (n * (n - 1) * (2 * n + 5) - ties) / 18
    # One is taken off for continuity; where all are tied there is no spread, and no trend.
    z = (s - ((s > 0) - (s < 0))) / sqrt(spread) if spread > 0 else 0.0
    slope = median((later - earlier) / (j - i) for (i, earlier), (j, later) in pairs) if pairs else 0.0
    return Trend(s, spread, z, normal_two_sided(z), slope)


def neighbours(counts: Sequence[int]) -> float:
    """Return the autocorrelation of lag 1; beyond ±1.96/√n it is no chance."""
    mean = fmean(counts)
    whole = sum((count - mean) ** 2 for count in counts)
    shared = sum((a - mean) * (b - mean) for a, b in pairwise(counts))
    return shared / whole if whole else 0.0


def poisson_interval(total: int, weeks: int, ahead: int, confidence: float) -> Interval:
    """Return how many of a Poisson flow come in the weeks ahead, with `confidence` at least (Nelson 1970).

    Given past and future together, the future's share is binomial: kept are those numbers that neither tail
    of (1 − confidence)/2 rejects. The unknown rate drops out.
    """
    tail, share = (1 - confidence) / 2, ahead / (weeks + ahead)
    low = high = round(total * ahead / weeks)
    while low > 0 and binomial_at_most(low - 1, total + low - 1, share) > tail:
        low -= 1
    while 1 - binomial_at_most(high, total + high + 1, share) > tail:
        high += 1
    return Interval(low, high)


def spread_interval(counts: Sequence[int], ahead: int, confidence: float) -> Interval:
    """Return roughly the same interval for a flow that spreads wider: the variance times a dispersion factor.

    The variance of the sum ahead is φ·m·mean, that of its estimate φ·m²·mean/n (McCullagh & Nelder 1989);
    φ is estimated from n − 1 degrees, hence Student's t. Ends are rounded outwards.
    """
    n, mean = len(counts), fmean(counts)
    factor = max(1.0, dispersion(counts).index)
    half = student_quantile((1 + confidence) / 2, n - 1) * sqrt(factor * ahead * mean * (1 + ahead / n))
    return Interval(max(0, floor(ahead * mean - half)), ceil(ahead * mean + half))
