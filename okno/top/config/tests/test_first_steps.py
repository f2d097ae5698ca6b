"""A new company is led through what gives the rest its ground; a step is done when the base holds it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from okno.attract.quotes.tests.cast import a_deal, a_draft_quote
from okno.ground.kernel.fake_ids import make_inn
from okno.records.catalog.tests.cast import a_configuration
from okno.records.clients.models import Company
from okno.records.resources.tests.cast import a_place
from okno.team.people.models import Employee
from okno.top.config.first_steps import done_keys, is_all_done, registered, steps

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
SignIn = Callable[[Client, Employee], Client]
ADDRESS = "/first-steps/"


def in_rail(page: str) -> bool:
    return f'<a class="rail-link" href="{ADDRESS}"' in page


def test_an_empty_house_has_taken_none(owner: Employee):
    assert done_keys() == set()


def test_our_legal_entity_counts_with_its_account(owner: Employee, own_company: Company):
    assert done_keys() == {"ourselves"}
    own_company.accounts.all().delete()
    assert done_keys() == set()


def test_all_are_done_in_a_house_that_works(
    owner: Employee, closer: Employee, own_company: Company, now: datetime
):
    a_configuration()
    a_place(capacity=10)
    deal = a_deal(owner=closer, at=now)
    assert done_keys() == {step.key for step in registered()} - {"quote"}
    a_draft_quote(deal=deal, by=closer, at=now)
    assert is_all_done()


def test_the_rail_shows_them_to_the_owner_while_undone(
    client: Client, sign_in: SignIn, owner: Employee, closer: Employee, own_company: Company, now: datetime
):
    sign_in(client, owner)
    assert in_rail(client.get("/promises/").content.decode())
    a_configuration()
    a_place(capacity=10)
    a_draft_quote(deal=a_deal(owner=closer, at=now), by=closer, at=now)
    assert not in_rail(client.get("/promises/").content.decode())


def test_the_page_names_the_next_step(client: Client, sign_in: SignIn, owner: Employee, own_company: Company):
    page = sign_in(client, owner).get(ADDRESS).content.decode()
    assert page.count("first-step done") == 1 and page.count("first-step next") == 1
    assert page.index("first-step done") < page.index("first-step next")


def test_half_a_step_leads_on_to_its_other_half(owner: Employee, own_company: Company):
    own_company.accounts.all().delete()
    assert steps()[0].url == reverse("clients:add_bank_account", args=[own_company.pk])


def test_a_step_that_wants_something_first_leads_to_it(owner: Employee):
    where = {step.key: step.url for step in steps()}
    assert where["costs"] == reverse("catalog:add_service")
    assert where["capacity"] == reverse("catalog:add_location")
    assert where["quote"] == reverse("leads:register_lead")


def test_a_configuration_of_unknown_cost_leads_to_its_cost(owner: Employee):
    one = a_configuration()
    one.costs.all().delete()
    assert {step.key: step.url for step in steps()}["costs"] == reverse("catalog:set_cost", args=[one.pk])


def test_a_seller_has_no_first_steps(client: Client, sign_in: SignIn, closer: Employee):
    assert sign_in(client, closer).get(ADDRESS).status_code == 403


def test_our_legal_entity_is_added_from_the_page(client: Client, sign_in: SignIn, owner: Employee):
    sign_in(client, owner)
    given = {"name": "Окно", "legal_name": "ООО «Окно»", "inn": make_inn(5), "address": "Окск"}
    refused = client.post(f"{ADDRESS}ourselves/", {**given, "inn": "123", "vat_regime": "general"})
    assert refused.status_code == 422
    answer = client.post(f"{ADDRESS}ourselves/", {**given, "vat_regime": "special_5"})
    ours = Company.objects.get(is_own=True)
    assert (ours.name, ours.vat_regime) == ("Окно", "special_5")
    assert answer.headers["Location"] == reverse("clients:add_bank_account", args=[ours.pk])


def test_a_seller_does_not_add_our_legal_entity(client: Client, sign_in: SignIn, closer: Employee):
    assert sign_in(client, closer).get(f"{ADDRESS}ourselves/").status_code == 403
