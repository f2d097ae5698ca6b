"""Who finds what, and lists that are narrowed by words: whatever is typed, whoever types."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.team.promises.models import Promise
from okno.top.config.recent_records import opened_lately
from okno.top.config.search import found_by
from okno.top.config.tests.search_cast import lay_cast, lay_quote

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
SignIn = Callable[[Client, Employee], Client]


@pytest.fixture
def cast(account_manager: Employee, own_company: Company, now: datetime) -> list[Company]:
    companies = lay_cast(account_manager, now)
    lay_quote(own_company, now)
    return companies


LISTS = ["clients:companies", "clients:no_contacts", "deals:deal_list", "deals:deals", "leads:leads"]
LISTS += [
    "promises:promises",
    "people:employees",
    "invoicing:invoices",
    "invoicing:services",
    "payments:payments",
]
LISTS += ["quotes:quotes", "contracts:contracts", "delivery:orders", "catalog:configurations"]
STRANGE = [
    "%",
    "'",
    '"',
    "NEAR(a, 2)",
    '"a" AND *',
    "a:* & !b |",
    "ы" * 10_000,
    "9" * 400,
    "\\",
    "😀",
]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_survives_whatever_is_typed(
    cast: Any, owner: Employee, client: Client, sign_in: SignIn, name: str
):
    sign_in(client, owner)
    got = {text[:20]: client.get(reverse(name), {"q": text}).status_code for text in STRANGE}
    assert got == dict.fromkeys(got, 200)


def test_lists_find_by_forms_and_layout_free_words(
    cast: Any, owner: Employee, client: Client, sign_in: SignIn
):
    sign_in(client, owner)
    page = client.get(reverse("clients:companies"), {"q": "ромашке", "view": "all"}).content.decode()
    assert "Ромашка-Юг" in page and "Северный Ветер" not in page
    page = client.get(reverse("deals:deal_list"), {"q": "ромашку юг"}).content.decode()
    assert "Аренда стойки" in page and "резервные копии" not in page
    assert "резервные копии" in client.get(reverse("deals:deal_list"), {"q": "копия"}).content.decode()


TEXTS = ["ромашка", "аренда", "облако", "2026-000012", "кп 12", "альфа"]
NOT_THEIRS: dict[str, set[str]] = {
    "engineer": {"deal", "lead", "quote", "contract", "invoice", "service"},
    "project_manager": {"deal", "lead", "quote"},
    "other_closer": {"deal"},
    "qualifier": {"deal"},
    "account_manager": set(),
    "head": set(),
    "owner": set(),
}


@pytest.mark.parametrize("role", NOT_THEIRS)
def test_each_finds_only_what_he_may_see(cast: Any, role: str, request: pytest.FixtureRequest):
    employee: Employee = request.getfixturevalue(role)
    lines = [one for text in TEXTS for one in found_by(employee, text).lines]
    deals = {one.pk for one in lines if one.code == "deal"}
    assert deals <= set(Deal.objects.visible_to(employee).values_list("pk", flat=True))
    leads = {one.pk for one in lines if one.code == "lead"}
    assert leads <= set(Lead.objects.visible_to(employee).values_list("pk", flat=True))
    assert not {one.code for one in lines} & NOT_THEIRS[role]
    if not NOT_THEIRS[role]:
        assert {"company", "deal", "quote"} <= {one.code for one in lines}


@pytest.mark.parametrize("role", NOT_THEIRS)
def test_what_was_opened_lately_names_only_what_he_may_see(
    cast: list[Company], role: str, request: pytest.FixtureRequest
):
    employee: Employee = request.getfixturevalue(role)
    deals, leads = list(Deal.objects.all()), list(Lead.objects.all())
    paths = [one.get_absolute_url() for one in (*deals, *leads)]
    shown = {one.url for one in opened_lately(employee, paths)}
    seen = (*Deal.objects.visible_to(employee), *Lead.objects.visible_to(employee))
    assert shown == {one.get_absolute_url() for one in seen} & set(paths[:12])


def test_needs_of_leads_and_own_promises(cast: list[Company], account_manager: Employee, head: Employee):
    now = Deal.objects.all()[0].stage_since_at
    lead = Lead.objects.create(
        company=cast[4],
        source_type="net",
        channel="site",
        need="Перенести Битрикс в облако",
        assigned_to=account_manager,
        assignment_rule="turn",
        received_at=now,
    )
    due = now + timedelta(days=1)
    Promise.objects.create(
        what="Прислать смету",
        owner=account_manager,
        company=cast[0],
        made_at=now,
        due_at=due,
        first_due_at=due,
        made_by=head,
    )
    assert [one.pk for one in found_by(account_manager, "битрикс").lines if one.code == "lead"] == [lead.pk]
    assert found_by(account_manager, "смета ромашка").lines[0].title == "Прислать смету"
    assert found_by(account_manager, "прислать").lines[0].title == "Прислать смету"
    assert not [one for one in found_by(head, "прислать").lines if one.code == "promise"]


@pytest.mark.parametrize(
    ("typed", "title", "read_as"),
    [
        ("ромfirf", "Ромашка", "ромашка"),
        ("рмоашка", "Ромашка", "ромашка"),
        ("ветра", "Северный Ветер", "ветер"),
    ],
)
def test_a_slip_is_told(cast: Any, closer: Employee, typed: str, title: str, read_as: str):
    answer = found_by(closer, typed)
    assert (answer.lines[0].title, answer.read_as) == (title, read_as)


def test_few_queries_however_it_is_asked(cast: Any, account_manager: Employee):
    def asked(text: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            found_by(Employee.objects.get(pk=account_manager.pk), text)
        return len(queries)

    assert max(map(asked, ["ромашка", "9643935007", "стройдом", "8 916 111 22 33", "2026-000012"])) <= 12
    assert asked("такого нет") <= 30
