"""What makes two records of a bank the same payment."""

import re
from datetime import date

from okno.kernel.fingerprint import fingerprint

# «№» does not survive every encoding: banks write «N», «No» or nothing instead.
_NUMBER_SIGN = re.compile(r"(?<![^\W\d_])n[oо]?[.\s]*(?=\d)")
_NOT_A_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Letters and digits only, lower case, ё as е: what every encoding and every bank keeps."""
    plain = text.casefold().replace("ё", "е").replace("№", " ")
    return _NOT_A_LETTER_OR_DIGIT.sub("", _NUMBER_SIGN.sub("", plain))


def fingerprint_of(
    *, issued_on: date, number: str, amount_minor: int, payer_account: str, payee_account: str, purpose: str
) -> str:
    """SHA-256 in hex of what the payer himself decided: date, number, sum, both accounts and purpose.

    The days of debit and credit, KPP and names stay out: they differ between two records of one payment
    (one_document.txt and one_document_utf.txt of the samples do).
    """
    return fingerprint(
        {
            "issued_on": issued_on,
            "number": folded(number).lstrip("0"),
            "amount_minor": amount_minor,
            "payer_account": payer_account,
            "payee_account": payee_account,
            "purpose": folded(purpose),
        }
    )
