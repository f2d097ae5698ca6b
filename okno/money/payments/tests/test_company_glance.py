"""Money in the header of a client: what he pays a month and what he owes, for those who may know it."""

import pytest
from django.urls import reverse

from okno.ground.kernel.clock import local_date
from okno.money.payments.tests.cast import a_subscription

pytestmark = pytest.mark.django_db


def test_the_glance_is_for_those_who_see_this_money(
    client, sign_in, own_company, client_company, account_manager, accountant, closer, engineer, now
) -> None:
    address = reverse("payments:company_glance", args=[client_company.pk])
    assert client.get(address).status_code == 302
    before = sign_in(client, accountant).get(address).content.decode()
    assert "платит" in before and "₽" not in before
    a_subscription(company=client_company, at=now)
    for by in (account_manager, accountant):
        context = sign_in(client, by).get(address).context
        assert context["monthly_minor"] == 2_000_000
        assert context["balance"].debt_minor == 0
    assert sign_in(client, engineer).get(address).content == b""
    client_company.refresh_from_db()
    client_company.is_client, client_company.client_since_on = True, local_date(now)
    client_company.save()
    client_company.manager_terms.all().delete()
    client_company.deals.update(owner=account_manager)
    assert sign_in(client, closer).get(address).content == b""


def test_a_price_with_vat_inside_is_shown_without_it(
    client, sign_in, own_company, client_company, accountant, now
) -> None:
    """24,400.00 with 22 % inside and 20,000.00 without: 40,000.00 a month."""
    a_subscription(company=client_company, lines=[{"monthly_minor": 2_440_000}], vat_included=True, at=now)
    a_subscription(company=client_company, lines=[{"monthly_minor": 2_000_000}], at=now)
    page = sign_in(client, accountant).get(reverse("payments:company_glance", args=[client_company.pk]))
    assert page.context["monthly_minor"] == 4_000_000
