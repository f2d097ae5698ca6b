"""One client through pages alone, from the first touch to payday: the thread's steps 1 to 9 on their dates.

A server for 20,000.00 a month and 5,000.00 once, without 22 % VAT; accepted on 12 October, so that the first
days cost 20,000.00 × 20 ÷ 31 = 12,903.23, 15,741.94 with VAT, and 8,658.06 of the advance 24,400.00 is left.
"""

import html
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead
from okno.attract.quotes.models import Quote
from okno.deliver.contracts.models import Contract
from okno.deliver.delivery.models import Order
from okno.ground.kernel.fake_ids import make_inn
from okno.money.compensation.models import Payslip
from okno.money.invoicing.models import BillingRun, Invoice
from okno.money.payments.models import Payment
from okno.money.payments.tests.bank import a_file, received
from okno.records.catalog.models import Configuration, Location, Service
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.top.tools.invariants import breaches
from tests.clock import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.both_engines]


def post(who: Employee | None, name: str, /, *args: object, **typed: object) -> str:
    """Press a button or send a form; the address that one is led to."""
    answer = browser(who).post(reverse(name, args=args), typed)
    form = answer.context and answer.context.get("form")
    assert answer.status_code == 302, (name, answer.status_code, getattr(form, "errors", answer.content))
    return str(answer["Location"])


def told(who: Employee | None, thing: Model | str) -> str:
    """What a page says, as one line of text with plain spaces."""
    answer = browser(who).get(thing if isinstance(thing, str) else thing.get_absolute_url())  # type: ignore[attr-defined]
    assert answer.status_code == 200, (thing, answer.status_code)
    return shown(answer.content)


def refused(who: Employee, name: str, /, *args: object, **typed: object) -> str:
    answer = browser(who).post(reverse(name, args=args), typed)
    assert answer.status_code == 409
    return shown(answer.content)


def browser(who: Employee | None) -> Client:
    client = Client(headers={"Accept-Language": "ru"})
    if who is not None:
        assert who.user is not None
        client.force_login(who.user)
    return client


def shown(content: bytes) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", "", content.decode()))
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def market(own_company: Company, owner: Employee, engineer: Employee, closer: Employee, clock: Clock) -> None:
    """The owner sets up what is sold, what it costs, how low one may go and how the closer is paid."""
    post(owner, "catalog:add_service", name="Dedicated server", code="dedicated")
    service = Service.objects.get()
    server = {"name": "DS-1", "code": "ds-1", "monthly_minor": "20 000,00", "one_off_minor": "5000"}
    server |= {"resource_kind": "server", "units": "1", "setup_days": "3", "is_offered": "on"}
    post(owner, "catalog:add_configuration", service=service.pk, **server)
    configuration = Configuration.objects.get()
    cost = {"kind": "monthly", "amount_minor": "6000", "starts_on": "2026-09-01"}
    post(owner, "catalog:set_cost", configuration.pk, name="Rent", **cost)
    cost |= {"kind": "outlay", "amount_minor": "29000", "payback_months": 12}
    post(owner, "catalog:set_cost", configuration.pk, name="Purchase", **cost)
    post(owner, "catalog:set_formula", starts_on="2026-09-01", overhead_bp="10", seller_share_bp="5",
         partner_share_bp="0", tax_bp="0", margin_bp="15")  # fmt: skip
    post(engineer, "catalog:add_location", name="DC-1", code="dc-1", address="Oksk")
    place = Location.objects.get()
    post(engineer, "catalog:set_coverage", place.pk, **{f"service_{service.pk}": "present"})
    post(engineer, "resources:set_capacity", location=place.pk, kind="server", total=1)
    plan = {"agreed_on": "2026-09-01", "starts_on": "2026-09-01", "base": "50000", "judgement": "10000"}
    plan |= {"attraction": "50", "onboarding": "20", "with_instalments": "on", "upkeep": "5", "due_day": 5}
    plan |= {"service_months": 3, "probation_months": 0, "own_advertising": "on", "report_required": "on"}
    post(owner, "compensation:agree_plan", name="Sellers", employee=closer.pk, **plan)


def test_one_client_through_pages(
    market: None,
    clock: Clock,
    own_company: Company,
    head: Employee,
    owner: Employee,
    closer: Employee,
    engineer: Employee,
    accountant: Employee,
    account_manager: Employee,
) -> None:
    deal = _a_lead_becomes_a_deal(clock, head, closer)
    quote = _quoted_under_guard(clock, deal, closer)
    contract = _signed(clock, quote, closer)
    order = _paid_in_two_parts(clock, contract, accountant, engineer, head)
    _delivered(clock, order, engineer, head)
    _billed_and_paid(clock, contract, accountant)
    _payday(clock, closer, accountant)
    _picked_up_by_a_colleague(clock, contract.company, account_manager, head)
    assert breaches() == []


def _a_lead_becomes_a_deal(clock: Clock, head: Employee, closer: Employee) -> Deal:
    clock.comes(10, 1)
    lead = {
        "name": "Ромашка",
        "contact_name": "Роман Ромашов",
        "email": "roman@romashka.test",
        "inn": make_inn(2),
    }
    lead |= {"source_type": "spear", "channel": "outbound", "need": "Сервер", "brought_by": closer.pk}
    post(head, "leads:register_lead", **lead)
    one = Lead.objects.get()
    assert "Konstantin Closerov" in told(head, one)
    post(head, "leads:register_lead", **lead | {"channel": "call", "need": "Он же"})
    assert Lead.objects.count() == 1, "twice by two channels is one (complaint 10)"
    needs = {"title": "Сервер для магазина", "need": "Сервер", "owner": closer.pk}
    post(closer, "deals:qualify_lead", one.pk, monthly_minor="20000", **needs)
    deal = Deal.objects.get()
    assert (
        "Только подпись договора" in refused(closer, "deals:move_deal", deal.pk, stage="won") or deal.is_open
    )
    post(closer, "deals:move_deal", deal.pk, stage="proposal")
    return deal


def _quoted_under_guard(clock: Clock, deal: Deal, closer: Employee) -> Quote:
    """One-off 5,000.00 covers a part of the outlay 29,000.00: the floor is S3's 10,750.00."""
    clock.comes(10, 2)
    seller = Company.objects.own().get().pk
    post(closer, "quotes:draft_quote", deal.pk, seller=seller, term_months=12, valid_until_on="2026-10-16")
    quote = Quote.objects.get()
    what = {
        "configuration": Configuration.objects.get().pk,
        "location": Location.objects.get().pk,
        "quantity": 1,
    }
    post(closer, "quotes:add_line", quote.pk, monthly_minor="10749,99", one_off_minor="5000", **what)
    line = quote.lines.get()
    post(closer, "quotes:ask_feasibility", line.pk)
    assert "10 749,99 ₽ в месяц — ниже порога 10 750,00 ₽" in refused(closer, "quotes:send_quote", quote.pk)
    post(closer, "quotes:change_line", line.pk, monthly_minor="20000", one_off_minor="5000", **what)
    assert "никто не подтвердил" in refused(closer, "quotes:send_quote", quote.pk), "a change voids (Q6)"
    post(closer, "quotes:ask_feasibility", line.pk)
    post(closer, "quotes:send_quote", quote.pk)
    offer = told(None, quote.get_offer_url())
    assert "20 000,00" in offer and "24 400,00" in offer and "30 500,00" in offer
    post(None, "quotes:accept_offer", quote.token, name="Роман Ромашов")
    quote.refresh_from_db()
    return quote


def _signed(clock: Clock, quote: Quote, closer: Employee) -> Contract:
    clock.comes(10, 5)
    post(closer, "contracts:draft_contract", quote.pk)
    contract = Contract.objects.get()
    post(closer, "contracts:sign_contract", contract.pk, signed_on="2026-10-05")
    assert "выигран" in told(closer, quote.deal)
    invoice = Invoice.objects.get()
    assert (invoice.net_minor, invoice.vat_minor, invoice.gross_minor) == (2_500_000, 550_000, 3_050_000)
    assert "30 500,00" in told(closer, invoice)
    return contract


def _paid_in_two_parts(
    clock: Clock, contract: Contract, accountant: Employee, engineer: Employee, head: Employee
) -> Order:
    order, invoice = Order.objects.get(), Invoice.objects.get()
    clock.comes(10, 7)
    _bank_tells(accountant, contract, "1", 1_000_000, f"оплата по счету {invoice.number}", date(2026, 10, 7))
    assert "первый счёт не оплачен" in refused(engineer, "delivery:start_order", order.pk)
    clock.comes(10, 8)
    _bank_tells(accountant, contract, "2", 2_050_000, f"Доплата, сч. № {invoice.number}", date(2026, 10, 8))
    invoice.refresh_from_db()
    assert (invoice.paid_minor, invoice.paid_on) == (3_050_000, date(2026, 10, 8))
    order.refresh_from_db()
    assert (order.status, order.promised_on) == ("ready", date(2026, 10, 13)), (
        "three working days, by the rule"
    )
    return order


def _bank_tells(
    accountant: Employee, contract: Contract, number: str, amount_minor: int, purpose: str, on: date
) -> None:
    company = contract.company
    document = received(contract.seller, amount_minor, purpose, payer=company, number=number, paid_on=on)
    data = a_file(contract.seller, [document])
    for _time in range(2):
        file = SimpleUploadedFile("kl_to_1c.txt", data)
        post(accountant, "payments:statements", file=file)
    assert Payment.objects.filter(number=number).count() == 1, "loaded twice it adds nothing"


def _delivered(clock: Clock, order: Order, engineer: Employee, head: Employee) -> None:
    post(engineer, "delivery:start_order", order.pk)
    assert "20 000" not in told(engineer, order), "engineers see no prices"
    said = refused(head, "delivery:confirm_date", order.pk, promised_on="2026-10-12", reason="Просят раньше")
    assert "может назвать только инженер" in said
    clock.comes(10, 9)
    post(engineer, "delivery:confirm_date", order.pk, promised_on="2026-10-12", reason="Готово раньше")
    clock.comes(10, 12)
    for step in order.steps.order_by("position"):
        post(engineer if step.role == "engineer" else head, "delivery:complete_step", step.pk)
    post(head, "delivery:accept_order", order.pk, accepted_on="2026-10-12", accepted_by_name="Роман Ромашов")
    days = Invoice.objects.get(kind="first_days")
    assert (days.net_minor, days.vat_minor, days.gross_minor) == (1_290_323, 283_871, 1_574_194)
    assert days.paid_on == date(2026, 10, 12), "settled from the advance"
    page = told(head, days)
    assert "12 903,23" in page and "15 741,94" in page
    balance = told(head, reverse("payments:company_balance", args=[order.company_id]))
    assert "8 658,06" in balance, "the rest of the advance stays as credit"


def _billed_and_paid(clock: Clock, contract: Contract, accountant: Employee) -> None:
    clock.comes(11, 2)
    for _time in range(2):
        post(accountant, "invoicing:start_billing_run", through_on="2026-11-30")
        run = BillingRun.objects.latest("pk")
        while BillingRun.objects.get(pk=run.pk).status == "running":
            browser(accountant).post(reverse("invoicing:bill_batch", args=[run.pk]))
    november = Invoice.objects.get(kind="monthly")
    assert (november.gross_minor, november.left_minor) == (2_440_000, 1_574_194), "less the credit 8,658.06"
    clock.comes(11, 3)
    _bank_tells(accountant, contract, "3", 1_574_194, "Оплата услуг хостинга за ноябрь", date(2026, 11, 3))
    november.refresh_from_db()
    assert november.paid_on == date(2026, 11, 3), "by INN and sum"
    numbers = list(Invoice.objects.order_by("pk").values_list("sequence", flat=True))
    assert numbers == [1, 2, 3]


def _payday(clock: Clock, closer: Employee, accountant: Employee) -> None:
    """Base 50,000.00 and the first part of attraction, 20,000.00 × 50 % ÷ 3 = 3,333.33."""
    clock.comes(11, 4)
    post(closer, "compensation:hand_in_report", month_on="2026-10", text="Ромашка: нашёл сам")
    clock.comes(11, 5)
    post(accountant, "compensation:draw_month", month="2026-10")
    slip = Payslip.objects.get()
    page = told(closer, slip)
    assert "50 000,00" in page and "3 333,33" in page and "53 333,33" in page
    post(accountant, "compensation:lock_payslip", slip.pk)
    assert "закрыт" in refused(accountant, "compensation:draw_payslip", slip.pk)
    slip.refresh_from_db()
    assert (slip.status, slip.payable_minor) == ("locked", 5_333_333)


def _picked_up_by_a_colleague(clock: Clock, company: Company, manager: Employee, head: Employee) -> None:
    clock.comes(11, 6)
    post(head, "relations:set_manager", company.pk, manager=manager.pk, starts_on="2026-11-06")
    typed: dict[str, Any] = {
        "status_text": "Всё работает",
        "next_step": "Позвонить",
        "next_step_on": "2026-11-13",
    }
    post(manager, "relations:set_status", company.pk, **typed)
    post(manager, "promises:make_promise", what="Прислать отчёт", due_at="2026-11-10T18:00", owner=manager.pk,
         company=company.name)  # fmt: skip
    stream = told(manager, reverse("journal:company_stream", args=[company.pk]))
    assert "Всё работает" in stream
    assert "Прислать отчёт" in told(manager, "/")
    digest = told(head, "/digest/?on=2026-11-06")
    assert "Anna Accountova" in digest and "Ромашка" in digest
