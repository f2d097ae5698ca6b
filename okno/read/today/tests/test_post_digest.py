"""The day by mail: one letter to a person and a day, at their word or a head's (C5)."""

from datetime import date

import pytest

from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Forbidden
from okno.ground.outbox.models import OutgoingMail
from okno.read.today.actions.post_digest import post_digest
from okno.read.today.jobs import post_digests
from okno.records.clients.models import Company
from okno.team.people.models import Employee

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 12)


EVENING = at_hour(TODAY, 18)


@pytest.fixture
def moved(client_company: Company, account_manager: Employee, closer: Employee) -> Company:
    """«Ромашка» whom the closer called today."""
    write_note(company=client_company, text="He wants a rack", by=closer, at=at_hour(TODAY, 12))
    return client_company


def test_a_seller_posts_his_own_and_a_head_anybodys(
    moved: Company, account_manager: Employee, closer: Employee, head: Employee
) -> None:
    with pytest.raises(Forbidden):
        post_digests(on=TODAY, by=closer, at=EVENING)
    with pytest.raises(Forbidden):
        post_digest(employee=account_manager, on=TODAY, by=closer, at=EVENING)
    assert post_digest(employee=account_manager, on=TODAY, by=account_manager, at=EVENING) is not None
    assert post_digest(employee=account_manager, on=TODAY, by=head, at=EVENING) is None, "she has hers"
    assert post_digests(on=TODAY, by=head, at=EVENING) == 1, "his own"


def test_the_letter_is_of_that_day_and_the_journal_says_nothing(
    moved: Company, account_manager: Employee
) -> None:
    before = Entry.objects.count()
    letter = post_digest(employee=account_manager, on=TODAY, by=CLOCK, at=EVENING)
    assert letter is not None
    assert (letter.to, letter.key) == ("anna@okno.test", f"digest:{account_manager.pk}:2026-10-12")
    assert "12:00 Заметка: He wants a rack" in letter.text
    assert Entry.objects.count() == before


def test_of_two_clocks_one_posts(moved: Company, account_manager: Employee) -> None:
    assert post_digest(employee=account_manager, on=TODAY, by=CLOCK, at=EVENING) is not None
    assert post_digest(employee=account_manager, on=TODAY, by=CLOCK, at=EVENING) is None
    assert OutgoingMail.objects.count() == 1


def test_who_has_nothing_to_hear_gets_no_letter(engineer: Employee) -> None:
    assert post_digest(employee=engineer, on=TODAY, by=engineer, at=EVENING) is None
    assert not OutgoingMail.objects.exists()
