"""Statements and payments through pages, the API and the command: one action, whatever the door."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from okno.ground.ui.tests.addresses import address
from okno.money.invoicing.models import Invoice
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.models import BankStatement, Payment
from okno.money.payments.tests.bank import a_file, bare_invoice, received
from okno.team.people.actions.issue_token import issue_token

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def paid(own_company, client_company, accountant, now) -> BankStatement:
    """One payment found its invoice (number 1), two wait: one in part alike, one from nobody."""
    bare_invoice(client_company, own_company, 1, 100_00)
    bare_invoice(client_company, own_company, 2, 250_00)
    documents = [
        received(own_company, 100_00, "счет 1", payer=client_company, number="11"),
        received(own_company, 260_00, "Оплата услуг", payer=client_company, number="12"),
        received(own_company, 777_00, "Возврат займа", number="13"),
    ]
    data = a_file(own_company, documents)
    return load_statement(data=data, file_name="kl_to_1c.txt", by=accountant, at=now)


@pytest.fixture
def call(client, now):
    """`call(employee, "post", "/payments", …)` with a token of his."""

    def send(owner, method, path, **kwargs):
        _token, secret = issue_token(owner=owner, name="test", scope="write", by=owner, at=now)
        headers = {"Authorization": f"Bearer {secret}"}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **kwargs)

    return send


def page(name: str, *args: int) -> str:
    return address(("invoicing", "payments"), name, args)


def test_a_statement_is_loaded_on_its_page(client, sign_in, own_company, client_company, accountant) -> None:
    sign_in(client, accountant)
    data = a_file(own_company, [received(own_company, 100, "раз", payer=client_company)])
    sent = client.post(page("statements"), {"file": SimpleUploadedFile("kl.txt", data)})
    loaded = BankStatement.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, page("statement", loaded.pk))
    assert (loaded.file_name, loaded.added, loaded.loaded_by) == ("kl.txt", 1, accountant)
    shown = client.get(page("statement", loaded.pk)).content.decode()
    assert "kl.txt" in shown and "Ромашка" in shown
    assert "kl.txt" in client.get(page("statements")).content.decode()


def test_a_file_that_is_no_statement_is_said_beside_the_form(
    client, sign_in, own_company, accountant
) -> None:
    sign_in(client, accountant)
    sent = client.post(page("statements"), {"file": SimpleUploadedFile("a.txt", b"hello")})
    assert sent.status_code == 422
    assert "1CClientBankExchange" in sent.content.decode()
    assert not BankStatement.objects.exists()


def test_lists_show_each_payment_under_its_tab(client, sign_in, accountant, paid) -> None:
    sign_in(client, accountant)
    shown = {
        view: client.get(page("payments"), {"view": view}).context["page"].items
        for view in ("received", "unclear", "own")
    }
    assert {view: len(rows) for view, rows in shown.items()} == {"received": 3, "unclear": 2, "own": 0}


def test_a_person_walks_through_what_waits(client, sign_in, accountant, client_company, paid) -> None:
    sign_in(client, accountant)
    of_client, of_nobody = Payment.objects.unclear().order_by("pk")
    open_invoice = Invoice.objects.get(sequence=2)
    first = client.get(page("unclear_payments"))
    assert first.context["payment"] == of_client
    (choice,) = first.context["choices"]
    assert (choice.key, choice.company, choice.credit_minor) == ("1", client_company, 10_00)
    assert choice.allocations == ((open_invoice, 250_00),)
    assert 'data-key="1"' in first.content.decode() and 'data-key="0"' in first.content.decode()
    fields = dict(part.split("=") for part in f"{choice.hidden}&next={of_client.pk}".split("&"))
    sent = client.post(page("allocate_payment", of_client.pk), fields)
    assert sent["Location"] == f"{page('unclear_payments')}?after={of_client.pk}"
    of_client.refresh_from_db()
    assert (of_client.status, of_client.left_minor) == ("matched", 10_00)
    second = client.get(sent["Location"])
    assert (second.context["payment"], second.context["choices"]) == (of_nobody, [])
    last = client.get(page("unclear_payments"), {"after": of_nobody.pk})
    assert last.context["payment"] is None and last.context["left_some"]
    ignored = client.post(f"{page('ignore_payment', of_nobody.pk)}?next=1", {"reason": "Заём"})
    assert ignored["Location"] == f"{page('unclear_payments')}?after={of_nobody.pk}"
    assert not Payment.objects.unclear().exists()


def test_the_form_books_what_was_typed(client, sign_in, accountant, client_company, paid) -> None:
    sign_in(client, accountant)
    payment, invoice = Payment.objects.get(number="13"), Invoice.objects.get(sequence=2)
    address = page("allocate_payment", payment.pk)
    form = client.get(address, {"company": client_company.pk})
    assert form.context["form"].rows[0][1].initial == 250_00
    too_much = client.post(address, {"company": client_company.pk, f"invoice_{invoice.pk}": "250,01"})
    assert too_much.status_code == 422 and invoice.number in too_much.content.decode()
    client.post(address, {"company": client_company.pk, f"invoice_{invoice.pk}": "200,50"})
    payment.refresh_from_db()
    assert (payment.company, payment.left_minor) == (client_company, 576_50)
    shown = client.get(page("payment", payment.pk)).content.decode()
    assert invoice.number in shown


def test_a_payment_is_shown_with_a_search_for_its_client(client, sign_in, accountant, client_company, paid):
    sign_in(client, accountant)
    payment = Payment.objects.get(number="13")
    shown = client.get(page("payment", payment.pk), {"q": "ромаш"})
    assert list(shown.context["found"]) == [client_company]
    assert client.get(page("payment", payment.pk), {"q": "лотос"}).context["found"].count() == 0


def test_what_was_set_aside_is_taken_up_again_on_its_page(client, sign_in, accountant, paid) -> None:
    sign_in(client, accountant)
    payment = Payment.objects.get(number="13")
    assert client.get(page("ignore_payment", payment.pk)).status_code == 200
    client.post(page("ignore_payment", payment.pk), {"reason": "Заём"})
    assert "Заём" in client.get(page("payment", payment.pk)).content.decode()
    client.post(page("reconsider_payment", payment.pk))
    payment.refresh_from_db()
    assert payment.status == "unclear"
    assert client.post(page("match_payments"))["Location"] == page("unclear_payments")


def test_a_client_page_shows_his_payments_and_balance(
    client, sign_in, account_manager, closer, client_company, paid
) -> None:
    for name in ("company_payments", "company_balance"):
        assert client.get(page(name, client_company.pk)).status_code == 302
    sign_in(client, account_manager)
    assert "счет 1" in client.get(page("company_payments", client_company.pk)).content.decode()
    assert client.get(page("company_balance", client_company.pk)).context["balance"].debt_minor == 250_00
    sign_in(client, closer)
    assert "счет 1" not in client.get(page("company_payments", client_company.pk)).content.decode()
    assert not client.get(page("company_balance", client_company.pk)).context["is_seen"]


@pytest.mark.parametrize(
    ("who", "own_payment", "unclear", "act"),
    [
        ("accountant", 200, 200, 200),
        ("head", 200, 200, 200),
        ("owner", 200, 200, 200),
        ("assistant", 200, 200, 403),
        ("account_manager", 200, 404, 403),
        ("closer", 404, 404, 403),
        ("engineer", 404, 404, 403),
    ],
)
def test_who_sees_and_who_decides(
    client, sign_in, request, paid, who: str, own_payment: int, unclear: int, act: int
) -> None:
    sign_in(client, request.getfixturevalue(who))
    matched, waits = Payment.objects.get(number="11"), Payment.objects.get(number="13")
    assert client.get(page("payment", matched.pk)).status_code == own_payment
    assert client.get(page("payment", waits.pk)).status_code == unclear
    assert client.get(page("unclear_payments")).status_code == act
    assert client.get(page("ignore_payment", waits.pk)).status_code == act
    assert client.get(page("payments")).status_code == 200
    seen = unclear == 200
    assert client.get(page("statement", paid.pk)).status_code == (200 if seen else 404)
    assert len(client.get(page("statements")).context["page"].items) == int(seen)


def test_the_api_loads_reads_books_and_sets_aside(
    call, own_company, client_company, accountant, closer, paid
) -> None:
    data = a_file(own_company, [received(own_company, 55_00, "Ещё", number="14")])
    for again in (1, 0):
        answer = call(
            accountant,
            "post",
            "/bank-statements?name=kl.txt",
            data=data,
            content_type="application/octet-stream",
        )
        assert answer.status_code == 201
        body = answer.json()
        assert (body["file_name"], body["documents"], body["added"], body["unclear"]) == (
            "kl.txt",
            1,
            again,
            again,
        )
    sent = call(accountant, "post", "/bank-statements", data={"file": SimpleUploadedFile("kl2.txt", data)})
    assert (sent.status_code, sent.json()["file_name"], sent.json()["added"]) == (201, "kl2.txt", 0)
    assert (
        call(closer, "post", "/bank-statements", data={"file": SimpleUploadedFile("a", data)}).status_code
        == 403
    )
    wrong = call(accountant, "post", "/bank-statements", data=b"hello", content_type="text/plain")
    assert wrong.status_code == 422 and "1CClientBankExchange" in wrong.json()["detail"]

    waiting = call(accountant, "get", "/payments?status=unclear&direction=in").json()["items"]
    assert [one["number"] for one in waiting] == ["14", "13", "12"]
    assert call(accountant, "get", "/payments?status=odd").status_code == 422
    invoice = Invoice.objects.get(sequence=2)
    body = {"company": client_company.pk, "allocations": [{"invoice": invoice.pk, "amount_minor": 250_00}]}
    path = f"/payments/{waiting[2]['id']}"
    booked = call(accountant, "post", f"{path}/allocate", data=body, content_type="application/json")
    assert booked.status_code == 200
    assert booked.json() == call(accountant, "get", path).json()
    assert (booked.json()["status"], booked.json()["allocated_minor"]) == ("matched", 250_00)
    over = call(accountant, "post", f"{path}/allocate", data=body, content_type="application/json")
    assert over.status_code == 422
    assert call(closer, "get", path).status_code == 404
    path = f"/payments/{waiting[1]['id']}"
    aside = call(
        accountant, "post", f"{path}/ignore", data={"reason": "Заём"}, content_type="application/json"
    )
    assert (aside.json()["status"], aside.json()["note"]) == ("ignored", "Заём")
    back = call(accountant, "post", f"{path}/reconsider", content_type="application/json")
    assert back.json()["status"] == "unclear"


def test_the_command_tells_what_it_did_in_json(own_company, client_company, tmp_path) -> None:
    bare_invoice(client_company, own_company, 1, 100_00)
    path = tmp_path / "kl_to_1c.txt"
    documents = [
        received(own_company, 100_00, "счет 1", payer=client_company),
        received(own_company, 5_00, "Что это", number="2"),
    ]
    path.write_bytes(a_file(own_company, documents))
    out = StringIO()
    call_command("import", "bank-statement", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue()) == {
        "documents": 2,
        "added": 2,
        "matched": 1,
        "unclear": 1,
        "warnings": [],
        "marked": [],
    }
    assert BankStatement.objects.get().file_name == "kl_to_1c.txt"
    again = StringIO()
    call_command("import", "bank-statement", str(path), stdout=again)
    assert "0" in again.getvalue() and Payment.objects.count() == 2


def test_the_command_refuses_what_is_no_statement(own_company, tmp_path) -> None:
    path = tmp_path / "photo.txt"
    path.write_bytes(b"hello")
    with pytest.raises(CommandError, match="1CClientBankExchange") as said:
        call_command("import", "bank-statement", str(path))
    assert said.value.returncode == 1
    with pytest.raises(CommandError) as said:
        call_command("import", "bank-statement", str(tmp_path / "absent.txt"))
    assert said.value.returncode == 2
