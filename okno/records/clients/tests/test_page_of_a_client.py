"""The page of a client: what stands on it, for whom, and that no name breaks it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from okno.ground.ui.tests.addresses import address
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.actions.remove_contact import remove_contact
from okno.team.people.models import Absence
from okno.team.promises.models import Promise


def shown(client, company):
    answer = client.get(company.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


STRANGE = [
    "Я" * 300,
    "x" * 300,
    "🦄👩‍👩‍👧‍👦🇷🇺" * 20,
    "شركة النافذة للتجارة \u202e(evil)",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }} {% debug %}",
]


@pytest.mark.parametrize("name", STRANGE)
def test_no_name_breaks_the_page(client, sign_in, closer, now, name):
    at, by = now, closer
    company = add_company(name=name, legal_name=name, address=name, site=name, by=by, at=at)
    contact = add_contact(
        company=company,
        name=name,
        position=name,
        email="a@b.test",
        messenger=name,
        channel="mail",
        decision_role="decides",
        by=by,
        at=at,
    )
    remove_contact(contact=add_contact(company=company, name=name, by=by, at=at), by=by, at=at)
    page = shown(sign_in(client, by), company)
    assert "<script>alert" not in page and "<img src=x" not in page
    assert page.count("<h1") == 1 and page.rstrip().endswith("</html>")
    assert '<bdi id="company-name"' in page and len(page) < 100_000
    for name_of_page in ("change_company", "send_letter", "add_contact"):
        inner = client.get(address(("clients", "relations"), name_of_page, [company.pk])).content.decode()
        assert "<script>alert" not in inner and "<img src=x" not in inner
    assert client.get(reverse("clients:change_contact", args=[contact.pk])).status_code == 200


def test_who_stands_in_today_is_named(client, sign_in, client_company, account_manager, closer, now):
    today = timezone.localdate()
    assert closer.name not in shown(sign_in(client, account_manager), client_company)
    Absence.objects.create(
        employee=account_manager,
        kind=Absence.Kind.VACATION,
        starts_on=today,
        ends_on=today,
        substitute=closer,
        announced_at=now,
    )
    assert closer.name in shown(client, client_company)


def test_what_he_really_needs(client, sign_in, client_company, account_manager):
    at = timezone.now()
    given = {"owner": account_manager, "company": client_company, "made_at": at - timedelta(days=3)}
    dates = {"due_at": at, "first_due_at": at}
    for day, outcome, kind in [
        (2, "Старое", "clarify"),
        (1, "Нужен второй канал", "clarify"),
        (0, "Ок", "act"),
    ]:
        Promise.objects.create(
            what="Уточнить",
            status="kept",
            closed_at=at - timedelta(days=day),
            outcome=outcome,
            kind=kind,
            **given,
            **dates,
        )
    page = shown(sign_in(client, account_manager), client_company)
    assert "Нужен второй канал" in page and "Старое" not in page
    assert f"{reverse('promises:make_promise')}?company={client_company.pk}&amp;kind=clarify" in page


def test_our_own_legal_entity_shows_no_panels_of_a_client(client, sign_in, own_company, owner):
    page = shown(sign_in(client, owner), own_company)
    assert "panel-slot" not in page and 'id="season"' not in page and "send-letter" not in page


def test_panels_load_when_they_come_into_sight(client, sign_in, client_company, closer):
    page = shown(sign_in(client, closer), client_company)
    assert page.count('hx-trigger="intersect once"') >= 8
    assert reverse("payments:company_glance", args=[client_company.pk]) in page


def test_the_page_costs_the_same_for_one_contact_and_for_many(
    client, sign_in, client_company, closer, now, django_assert_max_num_queries
):
    for number in range(30):
        given = {"email": f"a{number}@b.test", "company": client_company, "by": closer, "at": now}
        add_contact(name=f"Имя {number}", **given)
    sign_in(client, closer)
    shown(client, client_company)
    with django_assert_max_num_queries(24):
        shown(client, client_company)
