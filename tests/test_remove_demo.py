"""The demo company goes in one transaction, whatever it holds; no other house can be emptied so."""

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.test import Client

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.ground.kernel.fake_ids import make_inn
from okno.records.catalog.tests.cast import a_configuration
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.top.config.first_steps import done_keys
from okno.top.demo.actions.remove_demo import remove_demo
from tests.house.built import NOW, House

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.both_engines]
NEW = {"name": "Nina Newova", "email": "Nina@new.test", "password": "a-long-and-own-one"}
ADDRESS = "/first-steps/remove-demo/"


@pytest.fixture
def demo(house: House, settings: object, tmp_path: object) -> House:
    """The house of the tests, with the mark of one that `okno demo` loaded."""
    settings.DEMO, settings.VAR_DIR = True, tmp_path  # type: ignore[attr-defined]
    Employee.objects.filter(pk=house.people["owner"].pk).update(email="owner@kitezh.example")
    return house


def ours() -> dict[str, int]:
    """Rows of each of our tables that has any."""
    rooms = [app for app in apps.get_app_configs() if app.name.startswith("okno.")]
    counts = {m._meta.label: m._default_manager.count() for app in rooms for m in app.get_models()}
    return {label: count for label, count in counts.items() if count}


def test_everything_goes_and_one_owner_stays(demo: House) -> None:
    assert len(ours()) > 30, "a house with something in nearly every table"
    owner = remove_demo(**NEW, by=demo.people["owner"], at=NOW)
    kept = {"people.User": 1, "people.Employee": 1, "people.EmployeeRole": 1, "journal.Entry": 1}
    assert ours() == kept
    assert (owner.name, owner.email, owner.role_set) == ("Nina Newova", "nina@new.test", {"owner"})
    assert owner.user is not None and owner.user.check_password(NEW["password"])
    assert done_keys() == set()


def test_the_empty_house_works_and_its_locks_are_on_again(demo: House) -> None:
    owner = remove_demo(**NEW, by=demo.people["owner"], at=NOW)
    a_configuration()
    assert "costs" in done_keys()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=Entry.objects.latest("pk").pk).update(kind="rewritten")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
            assert cursor.fetchone()[0] > 3
    assert owner.pk


def test_a_house_that_is_no_demo_is_never_emptied(demo: House, settings: object) -> None:
    owner, before = demo.people["owner"], ours()
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(Conflict):
        remove_demo(**NEW, by=owner, at=NOW)
    settings.DEMO = True  # type: ignore[attr-defined]
    # OKNO_DEMO=1 alone does not make a demo of a real company.
    Company.objects.filter(is_own=True).update(inn=make_inn(99))
    with pytest.raises(Conflict):
        remove_demo(**NEW, by=owner, at=NOW)
    assert ours() == before


def test_only_the_owner_may_and_only_with_a_name_and_an_address(demo: House) -> None:
    before = ours()
    for key in ("head", "closer", "accountant"):
        with pytest.raises(Forbidden):
            remove_demo(**NEW, by=demo.people[key], at=NOW)
    with pytest.raises(Forbidden):
        remove_demo(**NEW, by=CONSOLE, at=NOW)
    for wrong in ({"name": " "}, {"email": "nina"}):
        with pytest.raises(Invalid):
            remove_demo(**NEW | wrong, by=demo.people["owner"], at=NOW)
    assert ours() == before


def test_the_page_says_what_goes_and_leaves_its_owner_signed_in(
    demo: House, client: Client, settings: object
) -> None:
    notes = django_settings.VAR_DIR / "demo-sign-ins.txt"
    notes.write_text("head@kitezh.example okno-demo-2026", encoding="utf-8")
    client.force_login(Employee.objects.get(pk=demo.people["owner"].pk).user)
    others = Client()
    others.force_login(Employee.objects.get(pk=demo.people["closer"].pk).user)
    page = client.get(ADDRESS).content.decode()
    assert f"<b>{Company.objects.count()}</b>" in page
    weak = client.post(ADDRESS, {**NEW, "password": "short", "agreed": "on"})
    unsure = client.post(ADDRESS, NEW)
    assert (weak.status_code, unsure.status_code) == (422, 422)
    answer = client.post(ADDRESS, {**NEW, "agreed": "on"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/first-steps/")
    page = client.get("/first-steps/").content.decode()
    assert "Nina Newova" in page and page.count("first-step done") == 0 and ADDRESS not in page
    assert others.get("/first-steps/").status_code == 302, "everybody else is signed out"
    assert Session.objects.count() == 1 and not notes.exists()
    assert client.get(ADDRESS).status_code == 404


def test_nobody_else_sees_the_page(demo: House, client: Client) -> None:
    client.force_login(demo.people["head"].user)
    assert client.get(ADDRESS).status_code == 403
    assert ADDRESS not in client.get("/first-steps/").content.decode()
