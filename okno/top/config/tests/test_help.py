"""«?» on a page tells of its room in five lines."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from okno.ground.ui.rooms import all_rooms
from okno.team.people.models import Employee
from okno.top.config.help import room_help

SignIn = Callable[[Client, Employee], Client]


@pytest.mark.parametrize("room", [room.name for room in all_rooms().values() if room.urls])
def test_each_room_with_pages_tells_of_itself_in_five_lines(room: str):
    told = room_help(room)
    assert told is not None, f"okno/{room}/help.py is missing"
    assert str(told.title).strip()
    assert len(told.lines) == 5
    assert all(20 <= len(str(line)) <= 150 for line in told.lines)
    assert len({str(line) for line in told.lines}) == 5


def test_a_room_without_pages_tells_nothing():
    assert room_help("kernel") is None and room_help("nowhere") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "title"), [("today:today", "Сегодня и сводка"), ("invoicing:invoices", "Деньги")]
)
def test_a_page_brings_the_lines_of_its_room(
    name: str, title: str, client: Client, sign_in: SignIn, owner: Employee
):
    page = sign_in(client, owner).get(reverse(name)).content.decode()
    told = page[page.index("<template data-help>") : page.index("</template>")]
    assert title in told and told.count("<li>") == 5
