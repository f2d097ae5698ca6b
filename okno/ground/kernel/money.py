"""Money: whole numbers of minor units (kopecks), rounded in one way, split without loss."""

import re
from collections.abc import Sequence
from fractions import Fraction

BASIS_POINTS = 10_000

_NBSP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_SIGNS = {"RUB": "₽", "USD": "$", "EUR": "€"}
_SPACES = re.compile(r"[ \u00a0\u2007\u2009\u202f]")
# The whole part has at most 15 digits, so that every accepted sum fits a 64-bit column.
_AMOUNT = re.compile(r"([-\u2212+]?)([0-9]{1,15}|[0-9]{1,3}(?: [0-9]{3}){1,4})(?:[.,]([0-9]{1,2}))?")
# As English writes thousands. Only with decimals: "1,250" alone may be 1.25 or 1250.
_WITH_COMMAS = re.compile(r"[-\u2212+]?[0-9]{1,3}(?:,[0-9]{3}){1,4}\.[0-9]{1,2}")


def div_half_up(numerator: int, denominator: int) -> int:
    """Return the quotient of whole numbers rounded once, a half away from zero: 5/2 → 3, −5/2 → −3.

    This is the only rounding of money in the product. Raises ValueError when the denominator is not positive.
    """
    if denominator <= 0:
        raise ValueError("The denominator must be positive.")
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -quotient if numerator < 0 else quotient


def share_bp(amount_minor: int, bp: int) -> int:
    """Return `bp` basis points (1 % = 100) of an amount in minor units, rounded once, half away from zero."""
    return div_half_up(amount_minor * bp, BASIS_POINTS)


def share(amount_minor: int, fraction: Fraction) -> int:
    """Return a fraction (such as 1/3) of an amount in minor units, rounded once, half away from zero."""
    return div_half_up(amount_minor * fraction.numerator, fraction.denominator)


def split(amount_minor: int, weights: Sequence[int]) -> list[int]:
    """Split an amount in proportion to the weights so that the parts sum to it exactly.

    Largest remainder: each part is the exact share rounded towards zero, and the minor units left over go
    one each to the parts that lost most, the earlier first. A negative amount is the mirror of the positive.
    Raises ValueError when a weight is negative or when their sum is zero.
    """
    total = sum(weights)
    if any(weight < 0 for weight in weights) or total == 0:
        raise ValueError("Weights must not be negative, and at least one must be positive.")
    shares = [divmod(abs(amount_minor) * weight, total) for weight in weights]
    parts = [whole for whole, _ in shares]
    by_loss = sorted(range(len(parts)), key=lambda place: -shares[place][1])
    for place in by_loss[: abs(amount_minor) - sum(parts)]:
        parts[place] += 1
    return [-part for part in parts] if amount_minor < 0 else parts


def parse_minor(text: str) -> int:
    """Return in minor units a sum as people and banks write it: «1 250 000,00», "10750.5", "1,250,000.00".

    Spaces, no-break ones too, may separate thousands, and so may commas where a point with one or two
    decimals follows; else a comma or a point separates the decimals. What `format_minor` writes in either
    language without a currency is read back. Nothing is rounded or guessed: any other text, "1,250" included,
    raises ValueError.
    """
    plain = _SPACES.sub(" ", text.strip())
    match = _AMOUNT.fullmatch(plain.replace(",", "") if _WITH_COMMAS.fullmatch(plain) else plain)
    if match is None:
        raise ValueError(f"Not a sum of money: {text[:40]!r}. Write it as 1250000,00 or 1 250 000.00.")
    sign, whole, decimals = match.groups()
    minor = int(whole.replace(" ", "")) * 100 + int((decimals or "").ljust(2, "0"))
    return -minor if sign in ("-", _MINUS) else minor


def format_minor(minor: int, locale: str = "ru", currency: str | None = "RUB") -> str:
    """Return minor units as text: «−1 250 000,00 ₽» in Russian, "−₽1,250,000.00" otherwise.

    Russian uses no-break spaces. With `currency=None` no currency is shown; a currency without a sign here is
    shown by its code.
    """
    whole, decimals = divmod(abs(minor), 100)
    minus = _MINUS if minor < 0 else ""
    if locale.startswith("ru"):
        number = f"{whole:,}".replace(",", _NBSP) + f",{decimals:02d}"
        return minus + number + (f"{_NBSP}{_SIGNS.get(currency, currency)}" if currency else "")
    sign = _SIGNS.get(currency, f"{currency}{_NBSP}") if currency else ""
    return f"{minus}{sign}{whole:,}.{decimals:02d}"
