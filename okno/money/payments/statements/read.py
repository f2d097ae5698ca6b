"""Reading a bank statement of any format that we know.

A format is a pair of pure functions: one says at a glance whether the text is its own, the other reads it
whole or raises StatementRefused. camt.053 and CSV join as siblings of client_bank, by a line in FORMATS.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from okno.money.payments.statements import client_bank
from okno.money.payments.statements.encoding import Decoded, decode, is_binary
from okno.money.payments.statements.shapes import Statement, StatementRefused


class Format(NamedTuple):
    name: str
    recognises: Callable[[str], bool]
    read: Callable[[Decoded], Statement]


FORMATS = (Format("1CClientBankExchange", client_bank.recognises, client_bank.read),)


def read_statement(data: bytes) -> Statement:
    """Read a file of a bank whole. Raises StatementRefused with a sentence that says what to do.

    Sums are integers in minor units, lines count from 1. Formats are tried in turn; the encoding is found
    from the bytes. Doubtful totals, check digits and dates never refuse a file: see `Statement.warnings` and
    `Statement.marked`.
    """
    if not data.strip():
        raise StatementRefused(_("The file is empty. Download the statement from the bank again."))
    if is_binary(data):
        raise StatementRefused(
            _(
                "This is not a text file. In the bank, choose the statement for 1C"
                " (1CClientBankExchange, a .txt file)."
            )
        )
    decoded = decode(data)
    for file_format in FORMATS:
        if file_format.recognises(decoded.text):
            return file_format.read(decoded)
    raise StatementRefused(
        _(
            "This is not a bank statement: its first line is not 1CClientBankExchange."
            " In the bank, choose the statement for 1C."
        )
    )
