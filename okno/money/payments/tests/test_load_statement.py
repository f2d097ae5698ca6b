"""B4: a statement is loaded whole or not at all, and each payment in it once, in whatever encoding."""

from datetime import date
from pathlib import Path

import pytest
from django.db.models import Q
from django.utils import translation

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Forbidden
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.models import Allocation, BankStatement, Payment
from okno.money.payments.statements import StatementRefused, read_statement
from okno.money.payments.tests.bank import a_file, bare_invoice, received, spent
from okno.money.payments.tests.test_statements import SAMPLES, needs_samples
from okno.records.clients.actions.add_bank_account import add_bank_account
from okno.records.clients.models import Company

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def load(data: bytes, by, at, name: str = "kl_to_1c.txt") -> BankStatement:
    return load_statement(data=data, file_name=name, by=by, at=at)


def load_sample(name: str, accountant, now) -> BankStatement:
    return load((SAMPLES / name).read_bytes(), accountant, now, Path(name).name)


def our_account(own_company: Company, account: str, at) -> None:
    add_bank_account(company=own_company, account=account, checked=False, by=CONSOLE, at=at)


@needs_samples
def test_the_long_sample_gives_129_documents_and_one_warning_and_a_second_load_none(
    own_company, accountant, now
) -> None:
    (account,) = read_statement((SAMPLES / "tochka/statement-137442.txt").read_bytes()).accounts
    our_account(own_company, account, now)
    loaded = load_sample("tochka/statement-137442.txt", accountant, now)
    assert (loaded.documents, loaded.added) == (129, 129)
    assert [warning["code"] for warning in loaded.warnings] == ["totals_out"]
    for language, words in (("en", "690.00 below"), ("ru", "на 690,00\xa0₽ меньше")):
        with translation.override(language):
            assert words in loaded.rendered_warnings[0]["text"], "told to each in his language"
    assert [mark["code"] for mark in loaded.marked] == ["inn", "account"]
    assert loaded.payments.filter(direction="in", status="unclear").count() == 103
    assert loaded.payments.filter(direction="out", status="ignored").count() == 26
    again = load_sample("tochka/statement-137442.txt", accountant, now)
    assert (again.documents, again.added) == (129, 0)
    assert Payment.objects.count() == 129


@needs_samples
def test_every_real_sample_loads_and_none_twice(own_company, accountant, now) -> None:
    good = [
        ("tochka/one_document.txt", 1, 1),
        ("tochka/one_document_utf.txt", 1, 0),
        ("tochka/two_documents.txt", 2, 2),
        ("tochka/no_documents.txt", 0, 0),
        ("vypiska-1c.txt", 3, 3),
        ("odoo-ru_kl_to_1c.txt", 1, 1),
    ]
    for name, documents, added in good:
        for account in read_statement((SAMPLES / name).read_bytes()).accounts:
            if not own_company.accounts.filter(account=account).exists():
                our_account(own_company, account, now)
        loaded = load_sample(name, accountant, now)
        assert (name, loaded.documents, loaded.added) == (name, documents, added)


@needs_samples
@pytest.mark.parametrize("place", range(4))
def test_a_broken_or_foreign_file_is_refused_and_nothing_of_it_is_loaded(
    own_company, accountant, now, place: int
) -> None:
    good = {"one_document.txt", "one_document_utf.txt", "two_documents.txt", "no_documents.txt"}
    broken = sorted(
        path for path in (SAMPLES / "tochka").iterdir() if path.name not in {*good, "statement-137442.txt"}
    )
    assert len(broken) == 4
    with pytest.raises(StatementRefused):
        load(broken[place].read_bytes(), accountant, now)
    assert not BankStatement.objects.exists() and not Payment.objects.exists()


def test_the_file_of_a_strange_account_is_refused_with_its_number(
    own_company, client_company, accountant, now
):
    stranger = Company.objects.create(name="Чужие", is_own=False, created_at=now)
    add_bank_account(company=stranger, account="40702810500000000777", checked=False, by=CONSOLE, at=now)
    data = a_file(stranger, [received(stranger, 100, "Возврат")])
    with pytest.raises(StatementRefused, match="40702810500000000777"):
        load(data, accountant, now)
    assert not BankStatement.objects.exists()


def test_numbers_inns_and_sums_find_their_invoices(own_company, client_company, accountant, now) -> None:
    first = bare_invoice(client_company, own_company, 7, 1_000_000)
    second = bare_invoice(client_company, own_company, 8, 500_000)
    documents = [
        received(own_company, 1_500_000, "Оплата счетов 2026-000007 и 2026-000008", payer=client_company),
        received(own_company, 250_000, "Без договора", number="2"),
        spent(own_company, 500_000, "Возврат по счету 2026-000008", client_company),
    ]
    loaded = load(a_file(own_company, documents), accountant, now)
    assert (loaded.documents, loaded.added, loaded.warnings) == (3, 3, [])
    paid, unknown, outgoing = loaded.payments.order_by("number")
    assert (paid.status, paid.company, paid.reason) == ("matched", client_company, "number_and_inn")
    assert (paid.amount_minor, paid.allocated_minor, paid.left_minor) == (1_500_000, 1_500_000, 0)
    assert (unknown.status, unknown.company, unknown.reason) == ("unclear", None, "nothing")
    assert (outgoing.direction, outgoing.status, outgoing.allocated_minor) == ("out", "ignored", 0)
    for invoice in (first, second):
        invoice.refresh_from_db()
        assert (invoice.left_minor, invoice.paid_on) == (0, date(2026, 10, 9))
    ours = Q(kind__startswith="invoicing.") | Q(kind__startswith="payments.")
    kinds = sorted(Entry.objects.filter(ours).values_list("kind", "to_client"))
    assert kinds == [
        ("invoicing.invoice_paid", True),
        ("invoicing.invoice_paid", True),
        ("payments.payment_received", True),
        ("payments.statement_loaded", False),
    ]


def test_one_payment_closes_three_invoices(own_company, client_company, accountant, now) -> None:
    """Complaint 4."""
    invoices = [bare_invoice(client_company, own_company, number, 100_000) for number in (7, 8, 9)]
    document = received(own_company, 300_000, "по сч. 7, 8 и 9", payer=client_company)
    loaded = load(a_file(own_company, [document]), accountant, now)
    assert [row.amount_minor for row in Allocation.objects.order_by("invoice")] == [100_000] * 3
    for invoice in invoices:
        invoice.refresh_from_db()
        assert invoice.left_minor == 0
    assert load(a_file(own_company, [document]), accountant, now).added == 0
    assert loaded.payments.count() == 1 and Allocation.objects.count() == 3


def test_two_payments_close_one_invoice(own_company, client_company, accountant, now) -> None:
    """Complaint 4."""
    invoice = bare_invoice(client_company, own_company, 7, 1_000_000)
    documents = [
        received(own_company, 400_000, "счет 7", payer=client_company),
        received(own_company, 600_000, "счет 7", payer=client_company, number="2"),
    ]
    load(a_file(own_company, documents), accountant, now)
    invoice.refresh_from_db()
    assert (invoice.paid_minor, invoice.left_minor, invoice.allocations.count()) == (1_000_000, 0, 2)


def test_a_part_leaves_a_debt_and_too_much_a_credit(own_company, client_company, accountant, now) -> None:
    part = bare_invoice(client_company, own_company, 7, 1_000_000)
    over = bare_invoice(client_company, own_company, 8, 500_000)
    documents = [
        received(own_company, 400_000, "счет 7", payer=client_company),
        received(own_company, 512_345, "счет 8", payer=client_company, number="2"),
    ]
    load(a_file(own_company, documents), accountant, now)
    part.refresh_from_db()
    over.refresh_from_db()
    assert (part.left_minor, part.paid_on, over.left_minor) == (600_000, None, 0)
    payment = Payment.objects.get(number="2")
    assert (payment.status, payment.allocated_minor, payment.left_minor) == ("matched", 500_000, 12_345)


def test_the_second_of_two_equal_payments_does_not_pay_again(own_company, client_company, accountant, now):
    bare_invoice(client_company, own_company, 7, 1_000_000)
    documents = [
        received(own_company, 1_000_000, "За услуги", payer=client_company),
        received(own_company, 1_000_000, "За услуги", payer=client_company, number="2"),
    ]
    load(a_file(own_company, documents), accountant, now)
    first, second = Payment.objects.order_by("number")
    assert (first.status, first.reason, second.status, second.reason) == (
        *("matched", "inn_and_sum"),
        *("unclear", "nothing_open"),
    )


def test_an_invoice_of_another_entity_of_ours_is_not_paid(
    own_company, client_company, accountant, now
) -> None:
    other = Company.objects.create(
        name="Вторая", is_own=True, inn="9600000019", vat_regime="none", created_at=now
    )
    invoice = bare_invoice(client_company, other, 7, 1_000_000)
    load(
        a_file(own_company, [received(own_company, 1_000_000, "счет 7", payer=client_company)]),
        accountant,
        now,
    )
    invoice.refresh_from_db()
    assert invoice.paid_minor == 0
    assert Payment.objects.get().reason == "nothing_open"


def test_a_document_that_stands_in_the_file_twice_counts_once(own_company, client_company, accountant, now):
    document = received(own_company, 100, "раз", payer=client_company)
    loaded = load(a_file(own_company, [document, document]), accountant, now)
    assert (loaded.documents, loaded.added, [w["code"] for w in loaded.warnings]) == (2, 1, ["repeated"])


def test_a_transfer_between_our_accounts_waits_for_nobody(own_company, accountant, now) -> None:
    document = received(own_company, 100, "Перевод собственных средств")
    data = a_file(own_company, [document])
    our_account(own_company, document.payer.account, now)
    load(data, accountant, now)
    payment = Payment.objects.get()
    assert (payment.direction, payment.status) == ("own", "ignored")


def test_documents_of_an_account_that_is_not_ours_are_left_out_aloud(own_company, accountant, now) -> None:
    second = "40702810500000000777"
    ours = own_company.accounts.get().account
    data = a_file(own_company, [received(own_company, 100, "раз")])
    data = (
        data.replace(
            "СекцияРасчСчет\r\n".encode("cp1251"),
            f"РасчСчет={second}\r\nСекцияРасчСчет\r\n".encode("cp1251"),
        )
        + b""
    )
    strange = a_file(own_company, [received(own_company, 200, "два", number="2")])
    body = strange[strange.index("СекцияДокумент".encode("cp1251")) :].replace(ours.encode(), second.encode())
    data = data.replace("КонецФайла\r\n".encode("cp1251"), body)
    loaded = load(data, accountant, now)
    assert (loaded.documents, loaded.added) == (2, 1)
    assert "not_ours" in [warning["code"] for warning in loaded.warnings]
    our_account(own_company, second, now)
    assert load(data, accountant, now).added == 1


def test_long_words_of_a_bank_are_kept_whole(own_company, client_company, accountant, now) -> None:
    purpose = "Оплата " + "очень " * 400
    document = received(own_company, 100, purpose.strip(), payer=client_company, number="7" * 60)
    load(a_file(own_company, [document]), accountant, now)
    payment = Payment.objects.get()
    assert (payment.purpose, payment.number) == (purpose.strip(), "7" * 60)


@pytest.mark.parametrize(
    ("who", "may"),
    [("accountant", True), ("head", True), ("owner", True), ("closer", False), ("assistant", False)],
)
def test_who_may_load_a_statement(own_company, now, request, who: str, may: bool) -> None:
    by, data = request.getfixturevalue(who), a_file(own_company, [received(own_company, 100, "раз")])
    if may:
        assert load(data, by, now).added == 1
        return
    with pytest.raises(Forbidden):
        load(data, by, now)
    assert not BankStatement.objects.exists()


def test_money_dated_after_today_pays_nothing_until_its_day_comes(
    own_company, client_company, accountant, now
) -> None:
    invoice = bare_invoice(client_company, own_company, 7, 100_000)
    tomorrow = date(2026, 10, 13)
    paid = received(own_company, 100_000, f"Счёт {invoice.number}", payer=client_company, paid_on=tomorrow)
    data = a_file(own_company, [paid])
    early = load(data, accountant, now)
    assert (early.added, [warning["code"] for warning in early.warnings][-1]) == (0, "ahead")
    assert not Payment.objects.exists()
    assert load(data, accountant, at_hour(tomorrow, 9)).added == 1
    invoice.refresh_from_db()
    assert invoice.paid_on == tomorrow
