"""The demo's statement is paid as clients pay, and loading it matches what it should and no more."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from okno.ground.kernel.fake_ids import make_inn
from okno.money.invoicing.models import Invoice
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.models import Payment
from okno.money.payments.tests.bank import bare_invoice
from okno.records.clients.models import Company
from okno.top.demo.statement import demo_statement

pytestmark = pytest.mark.django_db

ON = date(2026, 10, 12)


@pytest.fixture
def owed(own_company, now) -> list[Invoice]:
    """Nine clients owe 1,000.00 + their place for one invoice each; the second owes for two."""
    clients = [
        Company.objects.create(name=f"Клиент {place}", inn=make_inn(100 + place), created_at=now)
        for place in range(9)
    ]
    owners = [clients[0], clients[1], clients[1], *clients[2:]]
    return [
        bare_invoice(client, own_company, sequence, 100_000 + sequence * 100)
        for sequence, client in enumerate(owners, start=1)
    ]


def test_loading_it_matches_what_it_should(own_company, accountant, now, owed) -> None:
    data, documents = demo_statement(ON)
    assert documents == 9
    loaded = load_statement(data=data, file_name="demo.txt", by=accountant, at=now)
    assert (loaded.documents, loaded.added, loaded.warnings, loaded.marked) == (9, 9, [], [])
    found = [
        (payment.amount_minor, payment.status, payment.reason, payment.left_minor)
        for payment in Payment.objects.order_by("number")
    ]
    assert found == [
        (100_100, "matched", "number_and_inn", 0),
        (200_500, "matched", "number_and_inn", 0),
        (50_200, "matched", "number_and_inn", 0),
        (110_500, "matched", "number_and_inn", 10_000),
        (100_600, "matched", "inn_and_sum", 0),
        (100_700, "unclear", "number_not_open", 100_700),
        (100_800, "unclear", "sum_only", 100_800),
        (100_900, "matched", "number_and_inn", 0),
        (101_000, "matched", "number_and_inn", 0),
    ]
    left = dict(Invoice.objects.filter(paid_on__isnull=True).values_list("sequence", "paid_minor"))
    assert left == {4: 50_200, 7: 0, 8: 0}


def test_the_same_base_and_day_give_the_same_file(own_company, owed) -> None:
    assert demo_statement(ON) == demo_statement(ON)
    assert demo_statement(ON)[0] != demo_statement(date(2026, 10, 13))[0]
    demo_statement(ON)[0].decode("cp1251")


def test_the_command_writes_a_file_that_its_neighbour_loads(own_company, owed, tmp_path) -> None:
    path = tmp_path / "demo.txt"
    out = StringIO()
    call_command("demo-statement", "--on", "2026-10-12", "--out", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"file": str(path), "documents": 9}
    loaded = StringIO()
    call_command("import", "bank-statement", str(path), "--json", stdout=loaded)
    told = json.loads(loaded.getvalue())
    assert (told["added"], told["matched"], told["unclear"]) == (9, 7, 2)


def test_it_refuses_when_nothing_is_open(own_company, tmp_path) -> None:
    with pytest.raises(CommandError) as said:
        call_command("demo-statement", "--on", "2026-10-12", "--out", str(tmp_path / "a.txt"))
    assert said.value.returncode == 1
    assert not (tmp_path / "a.txt").exists()
