"""The line of search: what one meant is in the first three, on either engine, for the right eyes only."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from okno.attract.deals.models import Deal
from okno.ground.kernel.fulltext_index import create_index, index_exists, repair_index, triggers
from okno.records.clients.actions.change_company import change_company
from okno.records.clients.models import Company, Contact
from okno.team.people.models import Employee
from okno.top.config.search import found_by
from okno.top.config.tests.search_cast import lay_cast, lay_quote, questions

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
SignIn = Callable[[Client, Employee], Client]


@pytest.fixture
def cast(account_manager: Employee, own_company: Company, now: datetime) -> list[Company]:
    companies = lay_cast(account_manager, now)
    lay_quote(own_company, now)
    return companies


def titles(employee: Employee, text: str, count: int = 3) -> list[str]:
    return [one.title for one in found_by(employee, text).lines[:count]]


def test_what_a_seller_means_is_in_the_first_three(cast: Any, account_manager: Employee):
    missed = {
        typed: (meant, titles(account_manager, typed))
        for typed, meant in questions()
        if meant not in titles(account_manager, typed)
    }
    assert len(list(questions())) >= 50
    assert missed == {}


STRANGE = ["%", "_", "'", '"', "*", "\\", "NEAR", "AND", "OR NOT", "😀", "   ", "я", "-", "()", ":*", "&|!"]
STRANGE += ["ром% 'OR 1=1 --", '"ромашка" AND', "NEAR(ромашка, 2)", "9" * 30, "٣٤٥", "²"]


@pytest.mark.parametrize("text", STRANGE)
def test_nothing_that_is_typed_is_an_error(
    cast: Any, closer: Employee, client: Client, sign_in: SignIn, text: str
):
    found_by(closer, text)
    sign_in(client, closer)
    for name in ("config:search", "config:search_lines", "clients:companies", "deals:deal_list"):
        assert client.get(reverse(name), {"q": text}).status_code == 200


def test_a_zero_byte_is_no_sign(cast: Any, closer: Employee):
    assert found_by(closer, "ром\0").lines[0].title == "Ромашка" and not found_by(closer, "\0").lines


def test_ten_thousand_signs_are_cut_with_a_word_about_it(
    cast: Any, closer: Employee, client: Client, sign_in: SignIn
):
    answer = found_by(closer, "ромашка " * 1_250)
    assert answer.is_cut and len(answer.text) == 100
    page = sign_in(client, closer).get(reverse("config:search_lines"), {"q": "ы" * 9_000}).content.decode()
    assert "Искали только по первым ста знакам" in page


def test_the_other_layout_is_told(cast: Any, closer: Employee):
    assert found_by(closer, "jryj").read_as == "окно"
    assert found_by(closer, "окно").read_as == ""
    assert found_by(closer, "jryj европу").read_as == "окно европу"


def test_an_engineer_finds_no_deals_and_no_papers(cast: Any, engineer: Employee, other_closer: Employee):
    codes = {
        one.code for text in ("ромашка", "аренда", "2026-000012") for one in found_by(engineer, text).lines
    }
    assert not codes & {"deal", "lead", "quote", "contract", "invoice", "service"}
    assert "deal" not in {one.code for one in found_by(other_closer, "ромашка").lines}


def test_queries_do_not_grow_with_what_is_found(
    cast: list[Company], account_manager: Employee, now: datetime
):
    def count(text: str) -> int:
        found_by(account_manager, text)
        with CaptureQueriesContext(connection) as asked:
            found_by(Employee.objects.get(pk=account_manager.pk), text)
        return len(asked)

    few = count("ромашка")
    Company.objects.bulk_create(
        Company(name=f"Ромашка {i}", sort_key=f"ромашка {i}", created_at=now) for i in range(200)
    )
    Contact.objects.bulk_create(Contact(company=cast[0], name=f"Ромашкин {i}") for i in range(50))
    assert count("ромашка") <= few


def test_a_common_word_hides_nothing(cast: Any, closer: Employee, now: datetime):
    Company.objects.bulk_create(
        Company(name=f"Трест {i} Строитель", sort_key=f"трест {i} строитель", created_at=now)
        for i in range(700)
    )
    assert titles(closer, "строитель", 1) == ["Строитель"]


def test_what_is_renamed_is_found_by_its_new_name(cast: list[Company], head: Employee, now: datetime):
    change_company(company=cast[0], name="Василёк", by=head, at=now)
    assert titles(head, "василек", 1) == ["Василёк"]
    assert not Company.objects.matching("Ромашка").filter(pk=cast[0].pk, name="Ромашка").exists()
    Company.objects.filter(pk=cast[7].pk).delete()
    assert not Company.objects.matching("костюм").exists()


def test_what_was_opened_comes_first_and_only_what_may_be_seen(
    cast: list[Company], client: Client, engineer: Employee, account_manager: Employee, sign_in: SignIn
):
    deal = Deal.objects.get(title="Аренда стойки")
    strange = "/clients/999999/ /nowhere/1/ //evil.test/clients/1/ /clients/99999999999999999999/"
    opened = f"{deal.get_absolute_url()} {cast[5].get_absolute_url()} {strange}"
    address = reverse("config:search_lines")
    page = sign_in(client, engineer).get(address, {"opened": opened}).content.decode()
    assert "Строитель" in page and "стойки" not in page
    page = sign_in(client, account_manager).get(address, {"opened": opened}).content.decode()
    assert page.index("стойки") < page.index("Строитель")
    lines = found_by(account_manager, "север", opened=[cast[10].get_absolute_url()]).lines
    assert lines[0].title == "Северная Звезда"


def test_on_a_clients_page_the_verbs_are_about_him(
    cast: list[Company], client: Client, account_manager: Employee, sign_in: SignIn
):
    here = {
        "HTTP_HX_REQUEST": "true",
        "HTTP_HX_CURRENT_URL": f"http://testserver{cast[1].get_absolute_url()}",
    }
    call = reverse("journal:write_note", args=[cast[1].pk]) + "?kind=call"
    address = reverse("config:search_lines")
    assert call in sign_in(client, account_manager).get(address, **here).content.decode()
    assert call in client.get(address, {"q": "звонок"}, **here).content.decode()
    assert call not in client.get(address, {"q": "звонок"}).content.decode()


def test_every_verb_opens(cast: list[Company], client: Client, head: Employee, sign_in: SignIn):
    from okno.top.config.palette_actions import verbs_of

    sign_in(client, head)
    addresses = [verb.url(cast[0].pk) if verb.of_client else verb.url() for verb in verbs_of(head)]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


def test_marks_are_safe():
    shown = Template("{% load search_marks %}{{ text|marked:words }}")
    told = shown.render(Context({"text": '<b>Ёлки</b> "и" палки', "words": ("елки", "пал")}))
    assert told == "&lt;b&gt;<mark>Ёлки</mark>&lt;/b&gt; &quot;и&quot; <mark>пал</mark>ки"


def test_the_whole_page_is_filtered_by_kind(
    cast: Any, client: Client, account_manager: Employee, sign_in: SignIn
):
    sign_in(client, account_manager)
    page = client.get(reverse("config:search"), {"q": "ромашка", "kind": "deal"}).content.decode()
    assert "двух серверов" in page and "romashka" not in page
    assert "ничего не найдено" in client.get(reverse("config:search"), {"q": "ъъъъъ"}).content.decode()


def test_the_api_answers_typed_lines(
    cast: list[Company], engineer: Employee, call_api: Callable[..., HttpResponse]
):
    answer: Any = call_api(engineer, "get", "/search?q=hjvfirf", scope="read")
    told = answer.json()
    assert (told["read_as"], told["results"][0]["kind"], told["results"][0]["id"]) == (
        "ромашка",
        "company",
        cast[0].pk,
    )
    assert call_api(engineer, "get", "/search?q=a%00b", scope="read").status_code == 400


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index by itself")
def test_an_index_that_a_migration_has_lost_comes_back(cast: list[Company], now: datetime):
    table = Company._meta.db_table
    with connection.cursor() as cursor:
        for trigger in triggers(table):
            cursor.execute(f"DROP TRIGGER {trigger}")
    Company.objects.create(name="Потеряшка", created_at=now)
    assert not index_exists(connection, table) and not Company.objects.matching("потеряшка").exists()
    repair_index(using="default")
    assert index_exists(connection, table) and Company.objects.matching("потеряшка").exists()
    create_index(connection, table)


def test_after_all_migrations_every_index_is_there():
    assert all(index_exists(connection, model._meta.db_table) for model in (Company, Contact, Deal))


def test_longer_words_do_not_hide_the_very_word(cast: Any, closer: Employee, now: datetime):
    Company.objects.bulk_create(
        Company(name=f"Завод {i}", site=f"dom{i}.test", sort_key=f"завод {i}", created_at=now)
        for i in range(700)
    )
    Company.objects.filter(name="СтройДом").update(site="dom.test", search_words="стройдом dom test")
    assert titles(closer, "dom.test", 1) == ["СтройДом"]
