"""Two people save the same company at the same moment, through its page, on either engine."""

import json
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from okno.conftest import invite
from okno.money.invoicing.tests.race import ask, run_at_once
from okno.records.clients.actions.add_company import add_company
from okno.team.people.models import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]
HOW_MANY = 6

SAVE = """
import json, logging
from django.test import Client
from okno.team.people.models import Employee
from okno.ground.ui import edits
first = sys.argv[1].endswith("0")
client = Client(SERVER_NAME="localhost")
logging.disable(logging.CRITICAL)
compared = edits._touched
def slowly(*given):
    found = compared(*given)
    time.sleep(0.05)
    return found
edits._touched = slowly
client.force_login(Employee.objects.get(name="Anna Accountova" if first else "Grigory Headov").user)
def meet(where):
    # Both have come here: only then either goes on.
    Path(f"{{sys.argv[1]}}.{{where}}").touch()
    while len(list(Path(sys.argv[1]).parent.glob(f"ready-?.{{where}}"))) < 2:
        time.sleep(0.002)
# The first request of a process is slow.
client.get("/clients/")
for pk in {companies}:
    meet(pk)
    typed = dict({seen})
    typed.update({touch})
    typed = {{name: value for name, value in typed.items() if value not in (None, False)}}
    answer = client.post(f"/clients/{{pk}}/change/", {{**typed, "seen": json.dumps({seen})}})
    print(answer.status_code)
"""
KEPT = """
from okno.records.clients.models import Company
for one in Company.objects.filter(pk__in={companies}).order_by("pk"):
    print(one.phone, one.site)
"""


@pytest.fixture
def companies(client, sign_in):
    by, at = invite("Anna Accountova", Role.ACCOUNT_MANAGER), timezone.now()
    invite("Grigory Headov", Role.HEAD_OF_SALES)
    sign_in(client, by)
    return [add_company(name="Ромашка", phone="+79000000002", by=by, at=at).pk for _ in range(HOW_MANY)]


@pytest.fixture
def seen(client, companies):
    page = client.get(reverse("clients:change_company", args=[companies[0]]))
    return json.loads(page.context["form"]["seen"].value())


def test_of_two_who_change_one_field_the_second_is_told(companies, seen, tmp_path: Path) -> None:
    touch = '{"phone": "+79000000011" if first else "+79000000022"}'
    said, url = run_at_once(SAVE.format(companies=companies, seen=seen, touch=touch), tmp_path)
    anna, grigory = (lines.split() for lines in said)
    assert [{"302", "422"}] * HOW_MANY == [set(pair) for pair in zip(anna, grigory, strict=True)]
    kept = ask(KEPT.format(companies=companies), url).splitlines()
    assert [line.strip() for line in kept] == [
        "+79000000011" if one == "302" else "+79000000022" for one in anna
    ]


def test_of_two_who_change_different_fields_both_are_kept(companies, seen, tmp_path: Path) -> None:
    touch = '{"phone": "+79000000011"} if first else {"site": "romashka.test"}'
    said, url = run_at_once(SAVE.format(companies=companies, seen=seen, touch=touch), tmp_path)
    assert [lines.split() for lines in said] == [["302"] * HOW_MANY] * 2
    kept = ask(KEPT.format(companies=companies), url).splitlines()
    assert kept == ["+79000000011 romashka.test"] * HOW_MANY
