"""The receiver has got to know the client, and says where they start (C5a)."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.records.relations.actions.acknowledge_handover import acknowledge_handover
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.records.relations.models import Handover
from okno.records.relations.tests.test_hand_over_client import away

pytestmark = pytest.mark.both_engines


def test_the_receiver_acknowledges_and_rates(client_company, account_manager, closer, head, now):
    handover = hand_over_client(company=client_company, receiver=closer, by=head, at=now)
    for by in (account_manager, head):
        with pytest.raises(Forbidden):
            acknowledge_handover(handover=handover, rating=4, by=by, at=now)
    for rating in (0, 6):
        with pytest.raises(Invalid):
            acknowledge_handover(handover=handover, rating=rating, by=closer, at=now)
    acknowledge_handover(handover=handover, rating=4, impression=" Warm ", by=closer, at=now)
    handover.refresh_from_db()
    assert (handover.status, handover.rating, handover.impression) == ("acknowledged", 4, "Warm")
    assert not Handover.objects.waiting_for(closer).exists()
    entry = Entry.objects.get(kind="relations.handover_acknowledged")
    assert (entry.company, entry.by, entry.data["rating"]) == (client_company, closer, 4)
    with pytest.raises(Conflict):
        acknowledge_handover(handover=handover, rating=1, by=closer, at=now)


def test_who_stands_in_for_the_receiver_acknowledges(client_company, closer, other_closer, head, now):
    handover = hand_over_client(company=client_company, receiver=closer, by=head, at=now)
    away(closer, other_closer)
    assert acknowledge_handover(handover=handover, rating=2, by=other_closer, at=now).rating == 2


def test_a_rating_is_from_one_to_five(client_company, closer, head, now):
    handover = hand_over_client(company=client_company, receiver=closer, by=head, at=now)
    with (
        override("en"),
        pytest.raises(Invalid, match=r"^Enter a number from 1 \(cold\) to 5 \(warm\)\.$") as invalid,
    ):
        acknowledge_handover(handover=handover, rating=6, by=closer, at=now)
    assert list(invalid.value.fields) == ["rating"]
    handover.refresh_from_db()
    assert (handover.status, handover.rating) == ("waiting", None)


def test_what_was_handed_on_meanwhile_is_not_acknowledged(client_company, closer, other_closer, head, now):
    seen_by_closer = hand_over_client(company=client_company, receiver=closer, by=head, at=now)
    hand_over_client(company=client_company, receiver=other_closer, by=head, at=now)
    with pytest.raises(Conflict):
        acknowledge_handover(handover=seen_by_closer, rating=3, by=closer, at=now)
    assert not Entry.objects.filter(kind="relations.handover_acknowledged").exists()


def test_a_rating_is_from_one_to_five_in_the_database_too(client_company, closer, head, now):
    hand_over_client(company=client_company, receiver=closer, by=head, at=now)
    with pytest.raises(IntegrityError, match="handover_acknowledged_has_rating"), transaction.atomic():
        Handover.objects.update(status="acknowledged", closed_at=now, rating=6)
