"""Guard 8 in the digest: a colleague reads of another's clients only what he may see elsewhere."""

from datetime import timedelta

import pytest
from django.test import Client

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Text
from okno.money.payments.tests.bank import bare_invoice
from okno.read.today.digest import digest_of
from okno.team.people.models import Employee
from okno.team.promises.actions.make_promise import make_promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def debtor(client_company, own_company, account_manager, now):
    bare_invoice(client_company, own_company, 1, 8_588_800)
    make_promise(
        what="Call back",
        owner=account_manager,
        company=client_company,
        due_at=now + timedelta(hours=1),
        by=account_manager,
        at=now,
    )
    return client_company


def kinds_of_risks(reader: Employee, now) -> list[Text]:
    digest = digest_of(local_date(now), reader=reader, at=now)
    assert digest is not None
    return [kind for part in digest.managers for kind, _risks in part.risks]


def test_a_debt_is_read_by_those_who_see_the_invoice(debtor, account_manager, head, accountant, now):
    for reader in (account_manager, head, accountant):
        assert len(kinds_of_risks(reader, now)) == 1


def test_engineers_and_other_sellers_read_of_no_debt(debtor, engineer, project_manager, closer, now):
    for reader in (engineer, project_manager, closer):
        assert kinds_of_risks(reader, now) == []


def test_no_sum_stands_on_the_page_of_an_engineer(debtor, engineer, sign_in, now):
    page = sign_in(Client(), engineer).get(f"/digest/?on={local_date(now)}").content.decode()
    assert debtor.name in page
    assert "₽" not in page
