"""Whose a slip was (D3): our role and person, the client, force majeure; named with the move or later."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.people.models import Role
from okno.team.promises.actions.name_cause import name_cause
from okno.team.promises.models import Promise

pytestmark = pytest.mark.both_engines

DAY = timedelta(days=1)


@pytest.fixture
def late(promise, now):
    """Two days after its making it is a day late."""
    return promise, now + 2 * DAY


def test_what_has_not_slipped_has_no_cause(promise, closer, now):
    with pytest.raises(Conflict):
        name_cause(promise=promise, cause="client", by=closer, at=now)


def test_ours_says_whose(late, closer, engineer):
    promise, at = late
    with pytest.raises(Invalid):
        name_cause(promise=promise, cause="ours", by=closer, at=at)
    with pytest.raises(Invalid):
        name_cause(promise=promise, cause="ours", cause_role="wizard", by=closer, at=at)
    with pytest.raises(Invalid):
        name_cause(promise=promise, cause="client", cause_person=engineer, by=closer, at=at)
    with pytest.raises(Invalid):
        name_cause(promise=promise, cause="the moon", by=closer, at=at)
    name_cause(
        promise=promise, cause="ours", cause_role=Role.ENGINEER, cause_person=engineer, by=closer, at=at
    )
    promise.refresh_from_db()
    assert (promise.cause, promise.cause_role, promise.cause_person) == ("ours", "engineer", engineer)


def test_the_entry_is_read_in_each_language(late, closer, engineer):
    promise, at = late
    name_cause(
        promise=promise, cause="ours", cause_role=Role.ENGINEER, cause_person=engineer, by=closer, at=at
    )
    name_cause(promise=promise, cause="client", cause_note="Their cellar was flooded", by=closer, at=at)
    ours = Entry.objects.get(kind="promises.cause_of_ours_named")
    theirs = Entry.objects.get(kind="promises.cause_named")
    with override("ru"):
        assert "Egor Engineerov, Инженер" in ours.sentence
        assert "сторона клиента" in theirs.sentence
    with override("en"):
        assert "Egor Engineerov, Engineer" in ours.sentence
        assert "Their cellar was flooded" in theirs.sentence
    promise.refresh_from_db()
    assert (promise.cause, promise.cause_role, promise.cause_person) == ("client", "", None)


def test_his_manager_may_name_it_and_a_stranger_not(late, other_closer, closer, engineer):
    promise, at = late
    with pytest.raises(Forbidden):
        name_cause(promise=promise, cause="client", by=other_closer, at=at)
    closer.head = other_closer
    closer.save()
    promise.refresh_from_db()
    name_cause(promise=promise, cause="force_majeure", by=other_closer, at=at)
    assert promise.cause == "force_majeure"


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"cause": "ours"}, "promise_cause_of_ours_has_whose"),
        ({"cause": "client", "cause_role": "engineer"}, "promise_only_ours_has_whose"),
    ],
)
def test_the_database_holds_it(promise, wrong, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Promise.objects.filter(pk=promise.pk).update(**wrong)
