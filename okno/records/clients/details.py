"""Checks of a company's details (C1): errors typed by hand are refused, those from outside are marked."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.errors import Invalid
from okno.ground.kernel.identifiers import (
    account_key_is_valid,
    bik_is_valid,
    inn_is_valid,
    kpp_is_valid,
    normalise_email,
    normalise_phone,
    ogrn_is_valid,
)

WRONG: dict[str, Lazy] = {
    "inn": _("The check digit of the INN is wrong: look at the digits again."),
    "kpp": _("A KPP is four digits, two digits or letters, three digits."),
    "ogrn": _("The check digit of the OGRN is wrong: look at the digits again."),
    "email": _("This is not an e-mail address."),
    "phone": _("This is not a phone number."),
    "bik": _("A BIK is nine digits that begin with 0."),
    "account": _("The account does not agree with the BIK: one of them is mistyped."),
}
LENGTHS = {"inn": 12, "kpp": 9, "ogrn": 15, "phone": 20, "email": 254, "bik": 9, "account": 20}
PLAIN_LENGTHS = {"name": 300, "legal_name": 300, "address": 500, "site": 200}
_CHECKS: dict[str, Callable[[str], bool]] = {
    "inn": inn_is_valid,
    "kpp": kpp_is_valid,
    "ogrn": ogrn_is_valid,
    "email": lambda text: bool(normalise_email(text)),
    "phone": lambda text: bool(normalise_phone(text)),
    "bik": bik_is_valid,
}
_NORMAL: dict[str, Callable[[str], str]] = {"email": normalise_email, "phone": normalise_phone}


def tidy(details: Mapping[str, str], *, checked: bool) -> tuple[dict[str, str], list[str]]:
    """Return the details in their normal form and the names of the doubtful ones.

    With `checked` doubtful ones raise Invalid, field by field; otherwise they are kept as they came, or
    dropped when they do not fit the column.
    """
    tidied = {
        # Identifiers lose their spaces; what a phone is made of is read by `normalise_phone`.
        name: "".join(text.split()) if name != "phone" else text.strip()
        for name, text in details.items()
    }
    doubtful = [name for name, text in tidied.items() if text and name in _CHECKS and not _CHECKS[name](text)]
    account, bik = tidied.get("account", ""), tidied.get("bik", "")
    # A foreign bank or a cash desk has no BIK: there is nothing to agree with.
    if account and "bik" not in doubtful and not account_key_is_valid(account, bik):
        doubtful.append("account")
    if doubtful and checked:
        raise Invalid(**{name: WRONG[name] for name in doubtful})
    for name, text in tidied.items():
        if name in doubtful:
            # A doubtful value is kept as it came, but not cut: half of an account is nobody's account.
            tidied[name] = text if len(text) <= LENGTHS[name] else ""
        elif name in _NORMAL:
            tidied[name] = _NORMAL[name](text)
    return tidied, doubtful


def fitted(texts: Mapping[str, object]) -> dict[str, object]:
    """Return names and addresses without spaces around, cut to the lengths of their columns."""
    return {name: str(text).strip()[: PLAIN_LENGTHS[name]] for name, text in texts.items()}
