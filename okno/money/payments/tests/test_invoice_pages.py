"""Pages of invoices, services and billing runs: who sees them, and what they do."""

from datetime import date

import pytest
from django.urls import reverse

from okno.money.invoicing.models import BillingRun, Invoice
from okno.money.invoicing.tests.cast import an_open_invoice
from okno.money.payments.tests.cast import a_subscription

pytestmark = pytest.mark.django_db

BY_ITSELF = 'hx-trigger="load" hx-target="this" hx-swap="outerHTML"'


@pytest.fixture
def service(own_company, client_company, account_manager, now):
    return a_subscription(company=client_company, at=now)


@pytest.fixture
def invoice(service):
    return service.contract.invoices.get(kind=Invoice.Kind.FIRST_DAYS)


def test_pages_show_an_invoice_to_its_readers(client, sign_in, invoice, accountant) -> None:
    sign_in(client, accountant)
    for name, args in [
        ("invoicing:invoices", []),
        ("invoicing:invoice", [invoice.pk]),
        ("invoicing:company_invoices", [invoice.company_id]),
        ("invoicing:contract_invoices", [invoice.contract_id]),
        ("invoicing:order_invoices", [invoice.contract.order.pk]),
    ]:
        query = {"view": "all"} if name == "invoicing:invoices" else {}
        page = client.get(reverse(name, args=args), query)
        assert page.status_code == 200, name
        assert invoice.number in page.content.decode(), name


def test_services_have_pages_and_panels(client, sign_in, service, account_manager) -> None:
    sign_in(client, account_manager)
    for name, args in [
        ("invoicing:services", []),
        ("invoicing:service", [service.pk]),
        ("invoicing:company_services", [service.company_id]),
        ("invoicing:contract_services", [service.contract_id]),
    ]:
        page = client.get(reverse(name, args=args))
        assert page.status_code == 200, name
        assert service.title in page.content.decode(), name


def test_an_engineer_sees_no_money(client, sign_in, invoice, service, engineer) -> None:
    sign_in(client, engineer)
    for name, args in [
        ("invoicing:invoice", [invoice.pk]),
        ("invoicing:invoice_pdf", [invoice.pk]),
        ("invoicing:service", [service.pk]),
        ("invoicing:billing_run", [1]),
    ]:
        assert client.get(reverse(name, args=args)).status_code == 404, name
    assert client.get(reverse("invoicing:company_invoices", args=[invoice.company_id])).content == b""
    assert client.get(reverse("invoicing:start_billing_run")).status_code == 403


def test_another_seller_does_not_see_it(client, sign_in, invoice, other_closer) -> None:
    sign_in(client, other_closer)
    assert client.get(invoice.get_absolute_url()).status_code == 404
    page = client.get(reverse("invoicing:company_invoices", args=[invoice.company_id]))
    assert invoice.number not in page.content.decode()


def test_overdue_only_after_the_last_day(
    client, sign_in, own_company, client_company, now, accountant
) -> None:
    invoice = an_open_invoice(company=client_company, at=now)
    for due_on, seen in [(date(2000, 1, 1), True), (date(2100, 1, 1), False)]:
        Invoice.objects.filter(pk=invoice.pk).update(due_on=due_on)
        page = sign_in(client, accountant).get(reverse("invoicing:invoices"), {"view": "overdue"})
        assert (invoice.number in page.content.decode()) is seen


def test_the_pdf_is_sent(client, sign_in, invoice, accountant) -> None:
    page = sign_in(client, accountant).get(reverse("invoicing:invoice_pdf", args=[invoice.pk]))
    assert (page["Content-Type"], page.content[:5]) == ("application/pdf", b"%PDF-")
    assert invoice.number in page["Content-Disposition"]


def test_a_run_by_button_goes_batch_by_batch(client, sign_in, service, accountant) -> None:
    sign_in(client, accountant)
    started = client.post(reverse("invoicing:start_billing_run"), {"through_on": "2026-10-31"})
    run = BillingRun.objects.get()
    assert started.headers["Location"] == f"{run.get_absolute_url()}?go=1"
    assert BY_ITSELF in client.get(started.headers["Location"]).content.decode()
    assert BY_ITSELF not in client.get(run.get_absolute_url()).content.decode()
    card = client.post(
        reverse("invoicing:bill_batch", args=[run.pk]),
        headers={"HX-Request": "true", "HX-Target": "billing-run"},
    )
    assert card.status_code == 200
    assert "<html" not in card.content.decode()
    run.refresh_from_db()
    assert run.status == BillingRun.Status.DONE
    assert BY_ITSELF not in card.content.decode()
    assert client.get(reverse("invoicing:billing_runs")).status_code == 200


def test_a_year_typed_wrong_is_not_billed(client, sign_in, service, accountant) -> None:
    sign_in(client, accountant)
    page = client.post(reverse("invoicing:start_billing_run"), {"through_on": "2096-10-31"})
    assert (page.status_code, BillingRun.objects.count()) == (422, 0)


def test_a_service_is_ended_on_its_page(client, sign_in, service, account_manager) -> None:
    sign_in(client, account_manager)
    address = reverse("invoicing:end_service", args=[service.pk])
    assert client.get(address).status_code == 200
    refused = client.post(address, {"ends_on": "2026-10-20", "reason": "Уходят"})
    assert refused.status_code == 409
    done = client.post(address, {"ends_on": "2026-10-31", "reason": "Уходят"})
    assert done.status_code == 302
    service.refresh_from_db()
    assert service.ends_on == date(2026, 10, 31)
