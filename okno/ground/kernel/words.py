"""Sums and dates spelled out, for documents."""

from datetime import date

from num2words import num2words

_MONTHS_RU = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
)
_MONTHS_EN = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def roubles_in_words(minor: int, locale: str = "ru") -> str:
    """Return a sum of kopecks as documents write it: «Десять тысяч семьсот пятьдесят рублей 00 копеек».

    Roubles are spelled out, kopecks are two digits. Every locale but Russian gets English.
    """
    lang = "ru" if locale.startswith("ru") else "en"
    # num2words reads a whole number as kopecks, and only a Decimal or a float as roubles.
    text: str = num2words(minor, lang=lang, to="currency", currency="RUB", separator="", cents=False)
    text = text.replace("kopek", "kopeck")
    return text[:1].upper() + text[1:]


def date_in_words(on: date, locale: str = "ru") -> str:
    """Return a date as documents write it: «21 ноября 2026 г.», "21 November 2026" in other locales."""
    if locale.startswith("ru"):
        return f"{on.day} {_MONTHS_RU[on.month - 1]} {on.year} г."
    return f"{on.day} {_MONTHS_EN[on.month - 1]} {on.year}"
