"""Patterns of the words and signs around an invoice number in a payment's purpose."""

import re

_MONTH = r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*"
MONTH_STARTS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")

LIKE_ASCII = str.maketrans({"\u00a0": " ", "\u202f": " ", "–": "-", "—": "-", "−": "-", "‑": "-", "\t": " "})

_SIGN = (
    r"(?:(?:№{1,2}|\#|(?<![^\W\d_])(?:n[nor]?[º°]?|но?м(?:ер(?:ом|а|у|ами|ам|ов)?)?)(?![^\W\d_]))\s*[.:]?\s*)"
)
SIGN = re.compile(_SIGN, re.IGNORECASE)

HEAD = re.compile(
    r"(?<!\w)(?:(?P<plural>[сc]ч[её]т(?:а|ам|ами|ах|ов|ы)|invoices|invs)"
    r"|[сc]ч(?:[её]т(?:у|ом|е)?|-т[уае]?|-[уае])?|inv(?:oice)?)(?![^\W\d_])"
    # A счёт-фактура is a tax paper with a number of its own.
    r"(?!\s*[-./]?\s*(?:ф(?!\w)|факт))",
    re.IGNORECASE,
)
# «р/сч», «лицевой счёт»: an account, not an invoice.
ACCOUNT_BEFORE = re.compile(
    r"(?:расч[её]тн|лицев|корр|банковск|транзитн|специальн)\w*[\s./]*$|(?<!\w)[рлк]\s*[/.]\s*$", re.IGNORECASE
)
OTHER_PAPER_BEFORE = re.compile(
    r"(?:дог|контракт|contract|акт|накладн|заказ|order|упд|заявк|соглаш|спецификац|фактур)\w*[\s.]*"
    rf"{_SIGN}?$",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"(?:\([а-яё]{1,3}\))?(?:\s*-\s*(?:договор|оферт)\w*|\s+на\s+(?:пред)?оплату|\s+к\s+оплате)?"
    r"(?:\s+покупател\w+)?[\s.:-]*(?:с\s+(?=[\d№n]))?",
    re.IGNORECASE,
)
ASIDE = re.compile(r"\s*за\s+[а-яё]+(?:\s+20\d\d(?:\s*г(?:ода|\.)?)?)?\s*", re.IGNORECASE)
DATED = re.compile(
    r"\s*\(?\s*(?:от|dated|dd\.?|of|from)\s*(?:"
    r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})(?!\d)"
    rf"|[«\"]?(?P<word_day>\d{{1,2}})[»\"]?\s+(?P<word>{_MONTH})\.?\s+(?P<word_year>\d{{4}})(?!\d)"
    r")(?:\s*г(?:ода|\.)?(?!\w))?\s*\)?",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s*(?:[,;+&]\s*(?:(?:и|and)(?!\w)\s*)?|(?P<and>и|and)(?!\w)\s*)", re.IGNORECASE)
UP_TO = re.compile(r"\s*(?:-|по(?!\w)|до(?!\w))\s*", re.IGNORECASE)

NOT_A_NUMBER_BEFORE = re.compile(
    r"(?!от[\s\d])\w|\.\d"
    r"|,\d\d(?!\d|,\d)\s*(?:р|₽|rub)"
    r"|\s*(?:руб|р\.|₽|%|коп|rub|шт|мес|дн|кв\.|кварт)"
    rf"|\s+год|\s+{_MONTH}(?!\w)",
    re.IGNORECASE,
)
# «12-15», «123/А»: part of a longer number, which is not ours.
GOES_ON = re.compile(r"[-/\\](?:\d|[^\W\d_](?![^\W\d_]))")
# «счет 12, 5 серверов»: a count of things, not one more invoice.
COUNTED = re.compile(
    r"\s+(?!(?:от|и|по|за|на|в|к|с|без|ндс|согл\w*|дог\w*|сч\w*|инн|кпп|and|dated|for|vat)(?!\w))[^\W\d_]{2,}",
    re.IGNORECASE,
)
YEAR_WORD = re.compile(r"\s*г(?:\.|од|(?!\w))", re.IGNORECASE)
SUM_TAIL = re.compile(r",\d\d(?!\d|,\d)")

FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>20\d\d)(?:\s?[-/_\\]\s?|\.)(?P<sequence>\d{1,6})",
        r"(?P<sequence>\d{1,6})\s?[-/\\]\s?(?P<year>20\d\d)",
        r"(?P<year>20\d\d)(?P<sequence>0\d{5})",
        r"(?P<short>\d\d)[-/](?P<sequence>0\d{5})",
        r"(?P<known>\d\d)/(?P<sequence>\d{1,6})",
        r"(?P<sequence>\d{1,6})/(?P<known>\d\d)",
        r"(?P<sequence>\d{1,6})",
    )
)
FULL = re.compile(r"(?<![\w./-])(?P<year>20\d\d)-(?P<sequence>\d{6})(?!(?!от[\s\d])\w|[-/.]\d)")
