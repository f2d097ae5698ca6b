"""Identifiers of companies and people: registration numbers, accounts, phones, e-mail addresses (C1).

The check digits are computed here: python-stdnum rejects valid OGRNIP whose remainder is 10 to 12, and
accepts spaces.
"""

import re
from collections.abc import Sequence

_DIGITS = re.compile(r"[0-9]+")
_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
_ACCOUNT = re.compile(r"[0-9]{20}")
_INN_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_KEY_WEIGHTS = (7, 1, 3)
_EMAIL = re.compile(r"([^\s@<>(),;:\"\[\]\\]+)@([^\s@<>(),;:\"/\\]+)")
_EXTENSION = re.compile(r"(?:доб|доп|вн|ext|[#,;/]).*", re.IGNORECASE | re.DOTALL)
_PHONE_LABEL = re.compile(r"^(?:телефон|тел|моб|phone|tel|т|м)\b[.: ]*", re.IGNORECASE)
_PHONE = re.compile(r"\+?[0-9 ()\u00a0.\u2010-\u2015-]+")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def _is_number(text: str, *lengths: int) -> bool:
    return len(text) in lengths and _DIGITS.fullmatch(text) is not None and text.strip("0") != ""


def inn_check_digit(digits: str) -> str:
    """Return the check digit of an INN that follows its first 9 digits, or a person's first 10 or 11."""
    weights = _INN_WEIGHTS[-len(digits) :]
    return str(sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 % 10)


def inn_is_valid(text: str) -> bool:
    """Return whether the text is an INN with valid check digits: 10 digits, or 12 of a person."""
    if not _is_number(text, 10, 12):
        return False
    if len(text) == 10:
        return text[9] == inn_check_digit(text[:9])
    return text[10] == inn_check_digit(text[:10]) and text[11] == inn_check_digit(text[:11])


def kpp_is_valid(text: str) -> bool:
    """Return whether the text has the form of a KPP: 4 digits, 2 digits or Latin capitals, 3 digits.

    A KPP has no check digit.
    """
    return _KPP.fullmatch(text) is not None and text.strip("0") != ""


def ogrn_check_digit(digits: str) -> str:
    """Return the check digit that follows 12 digits of an OGRN or 14 of an OGRNIP.

    It is the last digit of the remainder of a division by 11 or by 13.
    """
    return str(int(digits) % (len(digits) - 1) % 10)


def ogrn_is_valid(text: str) -> bool:
    """Return whether the text is an OGRN (13 digits) or an OGRNIP (15) with a valid check digit."""
    return _is_number(text, 13, 15) and text[-1] == ogrn_check_digit(text[:-1])


def bik_is_valid(text: str) -> bool:
    """Return whether the text has the form of a BIK: 9 digits beginning with 0; it has no check digit."""
    return _is_number(text, 9) and text[0] == "0"


def account_key_is_valid(account: str, bik: str) -> bool:
    """Return whether the ninth digit of an account of 20 digits, its key, agrees with the bank's BIK.

    The Bank of Russia's rule of 8 September 1997 (No. 515): the digits, after three of the BIK, are weighted
    7, 1, 3; the last digits of the products sum to a multiple of ten. For an account at a bank these three
    are the BIK's last; for one held at the Bank of Russia (BIK ending in 000, 001, 002; correspondent
    accounts 30101 and 40102) they are 0 and the BIK's fifth and sixth. Treasury accounts (they begin with 0,
    their BIK with 01) have no key.
    """
    if not bik_is_valid(bik) or _ACCOUNT.fullmatch(account) is None:
        return False
    if account[0] == "0":
        return bik.startswith("01") and account.strip("0") != ""
    return key_remainder(account, bik) == 0


def key_remainder(account: str, bik: str) -> int:
    """Return the last digit of the weighted sum of an account and its BIK; 0 when the key is valid."""
    at_bank_of_russia = bik[6:] in ("000", "001", "002") or account.startswith(("30101", "40102"))
    prefix = "0" + bik[4:6] if at_bank_of_russia else bik[6:]
    return _weighted(prefix + account, _KEY_WEIGHTS) % 10


def _weighted(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weights[place % len(weights)] % 10 for place, digit in enumerate(digits))


def normalise_phone(text: str) -> str:
    """Return one phone as "+79161234567", or "" when the text is not a phone.

    «8 …» and ten digits without a country are Russian; a number that begins with + keeps its country. An
    extension and a second phone after a comma or a slash are dropped; with any other text it is not a phone.
    """
    body = _PHONE_LABEL.sub("", _EXTENSION.sub("", text.strip())).strip()
    if _PHONE.fullmatch(body) is None:
        return ""
    digits = "".join(_DIGITS.findall(body))
    if body.startswith("+") and not digits.startswith(("7", "89")):
        return f"+{digits}" if 8 <= len(digits) <= 15 and digits[0] != "0" else ""
    # Ten digits alone may be an INN: only those that begin as a Russian area or mobile code are a phone.
    if len(digits) == 10 and digits[0] in "3489" and not body.startswith("+"):
        return f"+7{digits}"
    if len(digits) == 11 and digits[0] in "78" and digits[1] in "346789":
        return f"+7{digits[1:]}"
    return ""


def normalise_email(text: str) -> str:
    """Return an e-mail address in lower case with its domain in ASCII, or "" when the text is not an address.

    «Name <a@b.ru>» and "mailto:" are accepted.
    """
    text = text.strip()
    if text.endswith(">") and "<" in text:
        text = text[text.rindex("<") + 1 : -1]
    match = _EMAIL.fullmatch(text.removeprefix("mailto:").strip())
    if match is None:
        return ""
    domain = _ascii_domain(match[2])
    return f"{match[1].casefold()}@{domain}" if domain else ""


def domain_of(text: str) -> str:
    """Return the domain of an e-mail address or a URL, or "" when there is none.

    It is in lower-case ASCII and without www.
    """
    if email := normalise_email(text):
        host = email.rpartition("@")[2]
    else:
        without_scheme = re.sub(r"^[a-z][a-z0-9+.-]*://|^//", "", text.strip(), flags=re.IGNORECASE)
        authority = re.split(r"[/?#\\]", without_scheme, maxsplit=1)[0]
        host = _ascii_domain(re.sub(r":[0-9]+$", "", authority.rpartition("@")[2]))
    bare = host.removeprefix("www.")
    return bare if "." in bare else host


def _ascii_domain(host: str) -> str:
    try:
        domain = host.rstrip(".").lower().encode("idna").decode("ascii").lower()
    # The codec refuses empty and overlong labels by this error: such text is no domain.
    except UnicodeError:
        return ""
    labels = domain.split(".")
    real = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    return domain if real and not labels[-1].isdigit() and len(domain) <= 253 else ""
