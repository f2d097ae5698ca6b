from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import local_date
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.models import Absence, Employee, Role
from okno.top.config.navigation import creates, creates_of, groups_of, links_of, rail
from okno.top.config.search import found_by
from okno.top.demo.cast import sign_ins

pytestmark = pytest.mark.django_db
SignIn = Callable[[Client, Employee], Client]


def names(employee: Employee) -> set[str]:
    return {link.name for link in links_of(employee, "/")}


def test_every_line_of_the_rail_leads_somewhere(owner: Employee):
    assert [link.name for link in rail() if link.name not in names(owner)] == []


def test_each_role_sees_its_own_rail(engineer: Employee, accountant: Employee, closer: Employee):
    assert "quotes:feasibilities" in names(engineer)
    assert "invoicing:invoices" not in names(engineer)
    assert "payments:unclear_payments" in names(accountant)
    assert "deals:deals" not in names(accountant)
    assert "payments:payments" not in names(closer)
    assert "catalog:formula" not in names(closer)


ROLES = [
    *("owner", "head", "closer", "account_manager", "qualifier", "engineer"),
    *("accountant", "project_manager", "marketer", "assistant"),
]


@pytest.mark.parametrize("role", ROLES)
def test_what_the_frame_offers_opens(
    role: str, client: Client, sign_in: SignIn, request: pytest.FixtureRequest
):
    employee = request.getfixturevalue(role)
    sign_in(client, employee)
    offered = [*links_of(employee, "/"), *creates_of(employee)]
    answers = {link.name: client.get(link.url).status_code for link in offered}
    assert {name: status for name, status in answers.items() if status != 200} == {}


def test_one_line_is_current(owner: Employee):
    path = reverse("catalog:formula")
    assert [link.name for link in links_of(owner, path) if link.current] == ["catalog:formula"]
    assert [link.name for link in links_of(owner, "/") if link.current] == ["today:today"]
    below = reverse("clients:add_company")
    assert [link.name for link in links_of(owner, below) if link.current] == ["clients:companies"]


def test_keys_after_g_are_not_taken_twice():
    keys = [link.key for link in rail() if link.key]
    assert len(keys) == len(set(keys))


def test_groups_stand_in_the_order_of_the_business(owner: Employee):
    titles = [group["title"] for group in groups_of(links_of(owner, "/"))]
    assert titles == ["Сегодня", "Привлечь", "Исполнить", "Удержать", "Деньги", "Люди", "Отчёты"]


def test_plus_offers_what_can_be_made():
    assert creates() and all(reverse(made.name) for made in creates())


def test_search_finds_pages_in_either_layout(owner: Employee):
    assert found_by(owner, "счета").best[0].url == reverse("invoicing:invoices")
    assert found_by(owner, "rkbtyns").best[0].url == reverse("clients:companies")


def test_search_answers_lines_for_the_palette(client: Client, head: Employee, sign_in: SignIn):
    page = sign_in(client, head).get(reverse("config:search_lines"), {"q": "клиен"})
    assert page.status_code == 200
    assert 'role="option"' in page.content.decode()
    assert "<html" not in page.content.decode()


def test_search_is_closed_to_a_visitor(client: Client):
    assert client.get(reverse("config:search")).status_code == 302


def test_the_page_of_components_is_only_of_the_demo(client: Client, settings: object):
    settings.DEMO = False  # type: ignore[attr-defined]
    assert client.get(reverse("tools:components")).status_code == 404
    settings.DEMO = True  # type: ignore[attr-defined]
    assert client.get(reverse("tools:components")).status_code == 200


def test_the_frame_names_who_is_signed_in(client: Client, head: Employee, sign_in: SignIn):
    page = sign_in(client, head).get(reverse("today:today")).content.decode()
    assert str(head) in page and 'class="rail"' in page


def test_the_sign_in_page_offers_the_demo_people_only_in_the_demo(
    client: Client, settings: object, now: datetime
):
    address = reverse("account_login")
    for name, position, email, password in sign_ins():
        invite_employee(
            name=name,
            email=email,
            position=position,
            password=password,
            roles=[Role.CLOSER],
            hired_on=local_date(now),
            by=CONSOLE,
            at=now,
        )
    settings.DEMO = False  # type: ignore[attr-defined]
    assert "demo-person" not in client.get(address).content.decode()
    settings.DEMO = True  # type: ignore[attr-defined]
    assert client.get(address).content.decode().count('class="demo-person"') == 6


def test_who_stands_in_today_is_told_so_on_every_page(
    client: Client, sign_in: SignIn, closer: Employee, other_closer: Employee
):
    today = timezone.localdate()
    sign_in(client, closer)
    assert 'class="stands-in"' not in client.get(reverse("promises:promises")).content.decode()
    Absence.objects.create(
        employee=other_closer,
        kind="vacation",
        starts_on=today,
        ends_on=today,
        substitute=closer,
        announced_at=timezone.now(),
    )
    page = client.get(reverse("promises:promises")).content.decode()
    assert 'class="stands-in"' in page and other_closer.name in page


def test_what_is_rare_stands_folded_at_the_end_of_its_group(owner: Employee):
    groups = groups_of(links_of(owner, reverse("catalog:formula")))
    attract = next(group for group in groups if group["title"] == "Привлечь")
    assert "catalog:formula" in [link.name for link in attract["rare"]]
    assert attract["is_open"], "the page that is open is seen in the rail"
    assert "catalog:formula" not in [link.name for link in attract["links"]]


def test_what_is_rare_to_one_is_daily_to_another(owner: Employee, accountant: Employee, engineer: Employee):
    def folded(employee: Employee) -> set[str]:
        return {link.name for link in links_of(employee, "/") if link.is_folded}

    assert {"payments:statements", "resources:capacities"} <= folded(owner)
    assert "payments:statements" not in folded(accountant)
    assert "resources:capacities" not in folded(engineer)


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_reset_password", "account_change_password", "mfa_index", "mfa_activate_totp"],
)
def test_sign_in_pages_have_the_house_look(name: str, client: Client, head: Employee, sign_in: SignIn):
    if name not in ("account_login", "account_reset_password"):
        sign_in(client, head)
    page = client.get(reverse(name), follow=True)
    text = page.content.decode()
    assert page.status_code == 200
    assert "vendor/tabler.min.css" in text and text.count("<h1") == 1
    assert " style=" not in text and "<style" not in text


def test_pages_of_people_are_kept_by_no_cache(client: Client, sign_in: SignIn, owner: Employee):
    sign_in(client, owner)
    for name in ("today:today", "compensation:payslips"):
        assert client.get(reverse(name)).headers["Cache-Control"] == "private, no-store"
