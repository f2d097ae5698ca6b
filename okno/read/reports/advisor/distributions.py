"""Three probability functions that the standard library lacks: chi-square, Student's t and the binomial.

The incomplete gamma and beta functions are computed by their series and continued fractions (Abramowitz
& Stegun, Handbook of Mathematical Functions, 1964: 6.5.29, 6.5.31, 26.5.8), the fractions by the modified
Lentz method. No money is counted here: figures are floats.
"""

from collections.abc import Callable, Iterator
from itertools import count
from math import erfc, exp, inf, lgamma, log, log1p, sqrt

TINY, PRECISION, MOST_STEPS = 1e-300, 1e-14, 10_000


def chi_square_above(value: float, degrees: int) -> float:
    """Return P(X ≥ value) of a chi-square variable: the upper incomplete gamma function Q(k/2, value/2)."""
    a, x = degrees / 2, value / 2
    if x <= 0:
        return 1.0
    scale = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for step in range(1, MOST_STEPS):
            term *= x / (a + step)
            total += term
            if term < total * PRECISION:
                break
        return max(0.0, 1 - total * scale)
    fraction = _lentz(x + 1 - a, ((-n * (n - a), x + 2 * n + 1 - a) for n in count(1)))
    return scale / fraction


def binomial_at_most(successes: int, trials: int, chance: float) -> float:
    """Return P(Y ≤ successes) of a binomial variable, by the incomplete beta function."""
    if successes < 0:
        return 0.0
    if successes >= trials:
        return 1.0
    return beta_share(1 - chance, trials - successes, successes + 1)


def normal_two_sided(z: float) -> float:
    """Return P(|Z| ≥ |z|) of a standard normal variable."""
    return erfc(abs(z) / sqrt(2))


def student_quantile(share: float, degrees: int) -> float:
    """Return the quantile of Student's t for a share of one half or more."""

    def above(t: float) -> float:
        return beta_share(degrees / (degrees + t * t), degrees / 2, 0.5) / 2

    low, high = 0.0, 1.0
    while above(high) > 1 - share:
        high *= 2
    return _bisect(lambda t: above(t) > 1 - share, low, high)


def beta_share(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1 - front / (b * _lentz(1, _beta_terms(1 - x, b, a)))
    return front / (a * _lentz(1, _beta_terms(x, a, b)))


def _beta_terms(x: float, a: float, b: float) -> Iterator[tuple[float, float]]:
    for m in count():
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1
        m += 1
        yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1


def _lentz(first: float, terms: Iterator[tuple[float, float]]) -> float:
    """Return first + a1/(b1 + a2/(b2 + …)) for terms (a, b)."""
    value = above = first or TINY
    below = 0.0
    for (a, b), _step in zip(terms, range(MOST_STEPS), strict=False):
        below = 1 / ((b + a * below) or TINY)
        above = (b + a / above) or TINY
        value *= above * below
        if abs(above * below - 1) < PRECISION:
            break
    return value


def _bisect(is_low: Callable[[float], bool], low: float, high: float) -> float:
    last = inf
    while (middle := (low + high) / 2) != last:
        last = middle
        low, high = (middle, high) if is_low(middle) else (low, middle)
        if high - low < PRECISION * max(1.0, high):
            break
    return (low + high) / 2
