"""Add a bank account by which a company pays or is paid (B4, C1)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.records.clients.details import tidy
from okno.records.clients.events import BankAccountAdded
from okno.records.clients.models import BankAccount, Company
from okno.records.clients.permissions import can_add_bank_account


@action
def add_bank_account(
    *,
    company: Company,
    account: str,
    bik: str = "",
    bank_name: str = "",
    correspondent: str = "",
    checked: bool = True,
    by: Actor,
    at: datetime,
) -> BankAccount:
    """Add the account and return it.

    With `checked`, for accounts typed by hand, the key must agree with the BIK; from a statement
    (`checked=False`) the account is taken as it came and marked. Raises Invalid when it is missing, wrong or
    already there.
    """
    allow(can_add_bank_account(by, company))
    tidied, doubtful = tidy({"account": account, "bik": bik}, checked=checked)
    if not tidied["account"]:
        raise Invalid(account=_("Write the account: twenty digits."))
    if company.accounts.filter(account=tidied["account"], bik=tidied["bik"]).exists():
        raise Invalid(account=_("The company already has this account."))
    bank_account = BankAccount.objects.create(
        company=company,
        bank_name=bank_name.strip()[:300],
        correspondent="".join(correspondent.split())[:20],
        data_issues=doubtful,
        **tidied,
    )
    entry_fields = {"account": bank_account.account, "bik": bank_account.bik or "—"}
    record(BankAccountAdded, subject=bank_account, by=by, at=at, **entry_fields)
    return bank_account
