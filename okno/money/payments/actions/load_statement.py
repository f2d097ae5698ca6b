"""Load a bank's file, whole or not at all, adding each payment once (B4)."""

import hashlib
from datetime import datetime

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.money.payments.actions.match_payments import match_payments
from okno.money.payments.documents import OwnAccounts, holder, payment_of, place, warning_data
from okno.money.payments.events import StatementLoaded
from okno.money.payments.models import BankStatement, Payment
from okno.money.payments.permissions import can_load_statement
from okno.money.payments.receiving import lock_sellers
from okno.money.payments.statements import read_statement

_ROWS = 500


@action
def load_statement(*, data: bytes, file_name: str, by: Actor, at: datetime) -> BankStatement:
    """Read a file, add the payments that are new by content, match the received ones; return the statement.

    Raises StatementRefused (an Invalid), with a sentence that says what to do, when the file is no statement,
    is broken or is of no account of ours. Two loaders of one file at once add each payment once.
    """
    allow(can_load_statement(by))
    statement = read_statement(data)
    ours = OwnAccounts.all()
    account = holder(statement, ours)
    placed, left_out = place(statement, ours, today=local_date(at))
    warnings = [*statement.warnings, *left_out]
    lock_sellers()
    loaded = BankStatement.objects.create(
        own_company=account.company,
        file_name=file_name,
        digest=hashlib.sha256(data).hexdigest(),
        starts_on=statement.period_starts_on,
        ends_on=statement.period_ends_on,
        loaded_at=at,
        loaded_by=by.employee,
        documents=len(statement.documents),
        added=0,
        warnings=[warning_data(warning) for warning in warnings],
        marked=[warning_data(mark) for mark in statement.marked],
    )
    rows = [payment_of(document, loaded) for document in placed]
    # The same row in two statements is one payment: the unique key of the document refuses the second
    # silently.
    Payment.objects.bulk_create(rows, batch_size=_ROWS, ignore_conflicts=True)
    # Rows that were there already stay with the statement that brought them.
    loaded.added = loaded.payments.count()
    loaded.save(update_fields=["added"])
    record(
        StatementLoaded,
        subject=loaded,
        by=by,
        at=at,
        file_name=file_name,
        documents=loaded.documents,
        added=loaded.added,
        warnings=len(warnings),
    )
    match_payments(statement=loaded, by=by, at=at)
    return loaded
