"""C1, B4: an account by which a company pays or is paid."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.details import tidy
from okno.clients.events import BankAccountAdded
from okno.clients.models import BankAccount, Company
from okno.clients.permissions import can_add_bank_account
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee


@action
def add_bank_account(
    *,
    company: Company,
    account: str,
    bik: str = "",
    bank_name: str = "",
    correspondent: str = "",
    checked: bool = True,
    by: Employee | None,
    at: datetime,
) -> BankAccount:
    """By hand (`checked`) the key must agree with the BIK; from a statement it is taken and marked."""
    allow(can_add_bank_account(by, company))
    tidied, doubtful = tidy({"account": account, "bik": bik}, checked=checked)
    if not tidied["account"]:
        raise Invalid(account=_("Write the account: twenty digits."))
    if company.accounts.filter(account=tidied["account"], bik=tidied["bik"]).exists():
        raise Invalid(account=_("The company already has this account."))
    added = BankAccount.objects.create(
        company=company,
        bank_name=bank_name.strip()[:300],
        correspondent="".join(correspondent.split())[:20],
        marks=doubtful,
        **tidied,
    )
    words = {"account": added.account, "bik": added.bik or "—"}
    record(BankAccountAdded, subject=added, company=company, by=by, at=at, **words)
    return added
