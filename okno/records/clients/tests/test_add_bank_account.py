"""An account typed by hand agrees with its bank, stands once, and our own are the bookkeepers'."""

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.ground.kernel.fake_ids import make_account
from okno.records.clients.actions.add_bank_account import add_bank_account
from okno.records.clients.models import BankAccount

pytestmark = pytest.mark.both_engines

BIK = "044525225"


def test_accounts_agree_with_their_bank(client_company, closer, now):
    good = make_account(5, BIK)
    wrong = good[:8] + str((int(good[8]) + 1) % 10) + good[9:]
    with pytest.raises(Invalid) as invalid:
        add_bank_account(company=client_company, account=wrong, bik=BIK, by=closer, at=now)
    assert "account" in invalid.value.fields
    add_bank_account(company=client_company, account=good, bik=BIK, by=closer, at=now)
    with pytest.raises(Invalid):
        add_bank_account(company=client_company, account=good, bik=BIK, by=closer, at=now)
    taken = add_bank_account(
        company=client_company, account=wrong, bik=BIK, checked=False, by=CONSOLE, at=now
    )
    assert taken.data_issues == ["account"]


def test_our_own_accounts_are_not_for_sellers(own_company, closer, accountant, now):
    with pytest.raises(Forbidden):
        add_bank_account(company=own_company, account=make_account(6, BIK), bik=BIK, by=closer, at=now)
    add_bank_account(company=own_company, account=make_account(6, BIK), bik=BIK, by=accountant, at=now)


def test_the_journal_says_who_added_which(client_company, closer, now):
    account = make_account(5, BIK)
    added = add_bank_account(
        company=client_company, account=account, bik=BIK, bank_name=" Bank ", by=closer, at=now
    )
    assert (added.company, added.account, added.bank_name, added.data_issues) == (
        client_company,
        account,
        "Bank",
        [],
    )
    entry = Entry.objects.get(kind="clients.bank_account_added", company=client_company)
    assert (entry.by, entry.data["account"], entry.data["bik"]) == (closer, account, BIK)


def test_an_empty_one_and_the_same_again_are_refused_in_words(client_company, closer, now):
    of_theirs = {"company": client_company, "bik": BIK, "by": closer, "at": now}
    with override("en"), pytest.raises(Invalid, match=r"^Enter a bank account of 20 digits\.$"):
        add_bank_account(account=" ", **of_theirs)
    add_bank_account(account=make_account(5, BIK), **of_theirs)
    with override("en"), pytest.raises(Invalid, match=r"^This company already has this account\.$"):
        add_bank_account(account=make_account(5, BIK), **of_theirs)
    assert BankAccount.objects.filter(company=client_company).count() == 1
