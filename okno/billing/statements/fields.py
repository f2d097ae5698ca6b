"""Values of a bank's text formats. None is «cannot be read»; the caller knows whether that matters."""

import re
from datetime import date

from okno.kernel.money import parse_minor

# «1,234» and «1.234» are left unread: thousands or thousandths, nobody can tell.
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+\.|(?:\.[0-9]{3})+,)[0-9]{2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})(?:\s.*)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T\s].*)?")


def read_amount(text: str) -> int | None:
    """Minor units of «1000», «5751.6», «20 000,00», «1,234.56»; exact, no rounding."""
    if _GROUPED.fullmatch(text):
        text = f"{re.sub('[.,]', '', text[:-3])}.{text[-2:]}"
    try:
        return parse_minor(text)
    except ValueError:
        return None


def write_amount(amount_minor: int) -> str:
    """«-1234.05» of -123405 minor units: the way the exchange format writes sums."""
    sign = "-" if amount_minor < 0 else ""
    return f"{sign}{abs(amount_minor) // 100}.{abs(amount_minor) % 100:02d}"


def read_date(text: str) -> date | None:
    """A day written dd.mm.yyyy, dd.mm.yy or yyyy-mm-dd; a time after it is let go."""
    if found := _DAY_FIRST.fullmatch(text.strip()):
        day, month, year = (int(part) for part in found.groups())
    elif found := _YEAR_FIRST.fullmatch(text.strip()):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def write_date(day: date | None) -> str:
    return f"{day:%d.%m.}{day.year:04d}" if day else ""
