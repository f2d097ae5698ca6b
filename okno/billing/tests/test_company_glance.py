"""Money in the header of a client: what he pays a month and what he owes, for those who may know it."""

import pytest
from django.urls import reverse

from okno.billing.tests.cast import a_running_service

pytestmark = pytest.mark.django_db


def test_the_glance_is_for_those_who_see_this_money(
    client, sign_in, own_company, client_company, account_manager, accountant, closer, engineer, now
) -> None:
    address = reverse("billing:company_glance", args=[client_company.pk])
    assert client.get(address).status_code == 302
    before = sign_in(client, accountant).get(address).content.decode()
    assert "платит" in before and "₽" not in before
    service = a_running_service(company=client_company, at=now)
    for by in (account_manager, accountant):
        context = sign_in(client, by).get(address).context
        assert context["monthly_minor"] == service.monthly_minor
        assert context["balance"].debt_minor == 0
    assert sign_in(client, engineer).get(address).content == b""
    client_company.refresh_from_db()
    client_company.is_client, client_company.client_since_on = True, now.date()
    client_company.save()
    client_company.managements.all().delete()
    client_company.deals.update(owner=account_manager)
    assert sign_in(client, closer).get(address).content == b""
