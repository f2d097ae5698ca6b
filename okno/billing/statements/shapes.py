"""What a bank statement is, whatever format it came in."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from okno.billing.statements.fingerprint import fingerprint_of
from okno.kernel.errors import Invalid, Text
from okno.kernel.identifiers import account_key_is_valid, inn_is_valid

Direction = Literal["in", "out", "own", "unknown"]

# A foreign organisation may have only the five digits of its КИО, which have no check digit.
_FOREIGN_CODE_LENGTH = 5


class StatementRefused(Invalid):
    """The file cannot be taken as a statement; the sentence says what to do. Nothing of it may be loaded."""


@dataclass(frozen=True)
class StatementWarning:
    """Something a person should look at; the documents are good all the same.

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
    """One side of a payment as the bank wrote it; an empty string is what the bank did not say."""

    name: str = ""
    inn: str = ""
    kpp: str = ""
    account: str = ""
    bik: str = ""
    bank_name: str = ""
    corr_account: str = ""


@dataclass(frozen=True)
class AccountSection:
    """One account over one period, as the bank counts it, in minor units; None is what it did not say."""

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
    """One payment. Equal documents are equal whatever line they stand on."""

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
        """64 hex digits, the same in whatever encoding, order of keys or file the payment comes."""
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
        """Requisites whose check digits are wrong: the payment is taken and carries the mark (C1)."""
        found = []
        for side, party in (("payer", self.payer), ("payee", self.payee)):
            if len(party.inn) not in (0, _FOREIGN_CODE_LENGTH) and not inn_is_valid(party.inn):
                found.append(Mark(f"{side}_inn", party.inn))
            if party.account and party.bik and not account_key_is_valid(party.account, party.bik):
                found.append(Mark(f"{side}_account", party.account))
        return tuple(found)

    def direction(self, own_accounts: set[str] | frozenset[str]) -> Direction:
        """Which way the money went for the holder of `own_accounts`.

        By account numbers; "own" when both are ours (a transfer). Only when neither is ours do the dates
        tell: banks fill the date of the wrong side often enough (samples/README.md).
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
        """The day when the bank moved the money on our account; the document's own date when it is silent."""
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
