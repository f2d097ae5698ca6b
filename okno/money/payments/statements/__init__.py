"""Bank statements: bytes in, documents out, and back. Pure: no model is imported here."""

from okno.money.payments.statements.read import read_statement
from okno.money.payments.statements.shapes import (
    AccountSection,
    BankDocument,
    Mark,
    Party,
    Statement,
    StatementRefused,
    StatementWarning,
)

__all__ = [
    "AccountSection",
    "BankDocument",
    "Mark",
    "Party",
    "Statement",
    "StatementRefused",
    "StatementWarning",
    "read_statement",
]
