"""The data of a bank statement, whatever format it came in."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from okno.ground.kernel.errors import Invalid, Text
from okno.ground.kernel.fingerprint import fingerprint
from okno.ground.kernel.identifiers import account_key_is_valid, inn_is_valid

# «№» does not survive every encoding: banks write «N», «No» or nothing instead.
_NUMBER_SIGN = re.compile(r"(?<![^\W\d_])n[oо]?[.\s]*(?=\d)")
_NOT_A_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return only letters and digits, in lower case, ё as е: every encoding and every bank keeps these."""
    plain = text.casefold().replace("ё", "е").replace("№", " ")
    return _NOT_A_LETTER_OR_DIGIT.sub("", _NUMBER_SIGN.sub("", plain))


def fingerprint_of(
    *, issued_on: date, number: str, amount_minor: int, payer_account: str, payee_account: str, purpose: str
) -> str:
    """Return the SHA-256 in hex of what the payer decided: date, number, sum, both accounts and purpose.

    The days of debit and credit, KPP and names are left out, because they differ between two records of one
    payment (one_document.txt and one_document_utf.txt of the samples do).
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


Direction = Literal["in", "out", "own", "unknown"]

# A foreign organisation may have only the five digits of its КИО, which have no check digit.
_FOREIGN_CODE_LENGTH = 5


class StatementRefused(Invalid):
    """The file cannot be taken as a statement; the sentence says what to do, and nothing of it is loaded."""


@dataclass(frozen=True)
class StatementWarning:
    """A matter that a person should look at; the documents are good all the same.

    `line` is the first line of the file that it is about (from 1), `lines` all of them; `code` is for
    programs, `text` is one sentence, in the language of whoever reads it.
    """

    line: int
    code: str
    text: Text
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A requisite that fails its check: `code` is payer_inn, payee_account and so on."""

    code: str
    value: str


@dataclass(frozen=True)
class Party:
    """A side of a payment as the bank wrote it; fields that the bank left out are empty."""

    name: str = ""
    inn: str = ""
    kpp: str = ""
    account: str = ""
    bik: str = ""
    bank_name: str = ""
    corr_account: str = ""


@dataclass(frozen=True)
class AccountSection:
    """An account over a period as the bank sums it up, in minor units; None where the bank gives no sum."""

    account: str
    starts_on: date
    ends_on: date
    opening_minor: int | None
    received_minor: int | None
    spent_minor: int | None
    closing_minor: int | None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class BankDocument:
    """A payment in a statement; documents with the same content are equal whatever line they stand on."""

    kind: str
    number: str
    issued_on: date
    amount_minor: int
    payer: Party
    payee: Party
    purpose: str
    debited_on: date | None = None
    credited_on: date | None = None
    uin: str = ""
    line: int = field(default=0, compare=False)

    @cached_property
    def fingerprint(self) -> str:
        """Return 64 hex digits, the same in whatever encoding, order of keys or file the payment comes."""
        return fingerprint_of(
            issued_on=self.issued_on,
            number=self.number,
            amount_minor=self.amount_minor,
            payer_account=self.payer.account,
            payee_account=self.payee.account,
            purpose=self.purpose,
        )

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Return the requisites with wrong check digits; the payment is taken all the same (C1)."""
        marks = []
        for side, party in (("payer", self.payer), ("payee", self.payee)):
            if len(party.inn) not in (0, _FOREIGN_CODE_LENGTH) and not inn_is_valid(party.inn):
                marks.append(Mark(f"{side}_inn", party.inn))
            if party.account and party.bik and not account_key_is_valid(party.account, party.bik):
                marks.append(Mark(f"{side}_account", party.account))
        return tuple(marks)

    def direction(self, own_accounts: set[str] | frozenset[str]) -> Direction:
        """Return which way the money went for the holder of `own_accounts`.

        It follows from the account numbers; "own" is a transfer between two of ours. Dates decide only when
        neither account is ours, because banks often fill the date of the wrong side (samples/README.md).
        """
        ours = (self.payer.account in own_accounts, self.payee.account in own_accounts)
        if all(ours):
            return "own"
        if any(ours):
            return "out" if ours[0] else "in"
        if self.credited_on and not self.debited_on:
            return "in"
        if self.debited_on and not self.credited_on:
            return "out"
        return "unknown"

    def posted_on(self, direction: Direction) -> date:
        """Return the day when the bank moved the money on our account, or else the document's date."""
        mine, other = (
            (self.credited_on, self.debited_on) if direction == "in" else (self.debited_on, self.credited_on)
        )
        return mine or other or self.issued_on


@dataclass(frozen=True)
class Statement:
    """A statement read whole.

    `warnings` are about the file: totals, period, repeats; each matter once. `marked` sums up the
    documents' marks, one entry for each kind of requisite with its lines: an anonymised or mistyped
    account is so common that it would drown the warnings, and it asks nothing of the reader.
    """

    version: str
    encoding: str
    sender: str
    created_at: datetime | None
    period_starts_on: date
    period_ends_on: date
    sections: tuple[AccountSection, ...]
    documents: tuple[BankDocument, ...]
    warnings: tuple[StatementWarning, ...] = ()
    marked: tuple[StatementWarning, ...] = ()
    accounts: frozenset[str] = frozenset()
