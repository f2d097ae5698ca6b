"""B4: a bank's file is loaded whole or not at all, and every payment in it once."""

import hashlib
from datetime import datetime

from okno.billing.actions.match_payments import match_payments
from okno.billing.documents import OwnAccounts, holder, payment_of, place, warning_data
from okno.billing.events import StatementLoaded
from okno.billing.models import BankStatement, Payment
from okno.billing.permissions import can_load_statement
from okno.billing.receiving import lock_sellers
from okno.billing.statements import read_statement
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.models import Employee

_ROWS = 500


@action
def load_statement(*, data: bytes, file_name: str, by: Employee | None, at: datetime) -> BankStatement:
    """Read a file, add the payments that are new by content, and match those that came in.

    Raises StatementRefused (an Invalid) with a sentence that says what to do: it is no statement, it is
    broken, or none of its accounts is ours. Two loaders of one file at once add it once.
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
        loaded_by=by,
        documents=len(statement.documents),
        added=0,
        warnings=[warning_data(warning) for warning in warnings],
        marked=[warning_data(mark) for mark in statement.marked],
    )
    rows = [payment_of(one, loaded) for one in placed]
    Payment.objects.bulk_create(rows, batch_size=_ROWS, ignore_conflicts=True)
    # Rows that were there already stay with the statement that brought them.
    loaded.added = loaded.payments.count()
    loaded.save(update_fields=["added"])
    record(
        StatementLoaded,
        subject=loaded,
        company=None,
        by=by,
        at=at,
        file_name=file_name,
        documents=loaded.documents,
        added=loaded.added,
        warnings=len(warnings),
    )
    match_payments(statement=loaded, by=by, at=at)
    return loaded
