"""Values of a bank's text formats; a value that cannot be read is None, and the caller decides about it."""

import re
from datetime import date

from okno.ground.kernel.money import parse_minor

# «1,234» and «1.234» are left unread: thousands or thousandths, nobody can tell.
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+\.|(?:\.[0-9]{3})+,)[0-9]{2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})(?:\s.*)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T\s].*)?")


def read_amount(text: str) -> int | None:
    """Return the minor units of «1000», «5751.6», «20 000,00» or «1,234.56», exactly, or None."""
    if _GROUPED.fullmatch(text):
        text = f"{re.sub('[.,]', '', text[:-3])}.{text[-2:]}"
    try:
        return parse_minor(text)
    # None, not an error: one unreadable sum keeps its document out, never the file.
    except ValueError:
        return None


def write_amount(amount_minor: int) -> str:
    """Return a sum of minor units as the exchange format writes it: -123405 is «-1234.05»."""
    sign = "-" if amount_minor < 0 else ""
    return f"{sign}{abs(amount_minor) // 100}.{abs(amount_minor) % 100:02d}"


def read_date(text: str) -> date | None:
    """Return a date written dd.mm.yyyy, dd.mm.yy or yyyy-mm-dd, or None; a time after it is dropped."""
    if match := _DAY_FIRST.fullmatch(text.strip()):
        day, month, year = (int(part) for part in match.groups())
    elif match := _YEAR_FIRST.fullmatch(text.strip()):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def write_date(day: date | None) -> str:
    return f"{day:%d.%m.}{day.year:04d}" if day else ""
