"""Sums and dates in words, for documents."""

from datetime import date

from num2words import num2words

_MONTHS_RU = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
)
_MONTHS_EN = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def roubles_in_words(minor: int, locale: str = "ru") -> str:
    """A sum of kopecks as documents write it: «Десять тысяч семьсот пятьдесят рублей 00 копеек».

    Roubles in words, kopecks in two digits. English for every locale but Russian.
    """
    lang = "ru" if locale.startswith("ru") else "en"
    # num2words reads a whole number as kopecks, and only a Decimal or a float as roubles.
    words: str = num2words(minor, lang=lang, to="currency", currency="RUB", separator="", cents=False)
    words = words.replace("kopek", "kopeck")
    return words[:1].upper() + words[1:]


def date_in_words(on: date, locale: str = "ru") -> str:
    """A date as documents write it: «21 ноября 2026 г.», "21 November 2026" for every locale but Russian."""
    if locale.startswith("ru"):
        return f"{on.day} {_MONTHS_RU[on.month - 1]} {on.year} г."
    return f"{on.day} {_MONTHS_EN[on.month - 1]} {on.year}"
