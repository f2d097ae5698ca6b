from datetime import date, timedelta

import pytest

from okno.attract.quotes.actions.accept_quote import accept_quote
from okno.attract.quotes.actions.decline_quote import decline_quote
from okno.attract.quotes.models import Quote
from okno.attract.quotes.tests.cast import a_draft_quote, a_sent_quote, an_accepted_quote
from okno.ground.kernel.actors import VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid, Refused
from okno.records.resources.actions.free_hold import free_hold
from okno.records.resources.models import Capacity, Hold
from okno.records.resources.tests.cast import a_place

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def accept(quote, at, name="Ivan Decidov", by=VISITOR):
    return accept_quote(quote=quote, name=name, by=by, at=at)


def test_the_client_says_yes_and_his_capacity_stays_held_for_the_contract(now):
    quote = accept(a_sent_quote(at=now), now)
    assert (quote.status, quote.answered_at, quote.accepted_by_name) == ("accepted", now, "Ivan Decidov")
    assert Hold.objects.get().until_on == date(2026, 11, 11)
    assert Capacity.objects.get().held == 1


def test_on_its_last_day_it_is_accepted_and_the_next_day_it_has_expired(now):
    quote = a_sent_quote(at=now)
    with pytest.raises(Conflict):
        accept(quote, now + timedelta(days=15))
    assert accept(quote, now + timedelta(days=14)).status == "accepted"


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_who_accepts_says_his_name(now, name):
    with pytest.raises(Invalid):
        accept(a_sent_quote(at=now), now, name=name)


def test_only_what_was_sent_is_accepted_and_once(now):
    with pytest.raises(Conflict):
        accept(a_draft_quote(at=now), now)


def test_twice_is_once(now):
    quote = an_accepted_quote(at=now)
    with pytest.raises(Conflict):
        accept(quote, now)
    with pytest.raises(Conflict):
        decline_quote(quote=quote, by=VISITOR, at=now)


def test_a_deal_has_one_accepted_quote(now):
    first = a_sent_quote(at=now)
    second = a_sent_quote(deal=first.deal, at=now)
    accept(first, now)
    with pytest.raises(Conflict):
        accept(second, now)


def test_what_was_freed_meanwhile_is_held_anew_or_refused(now):
    quote = a_sent_quote(lines=[{"location": a_place(capacity=1)}], at=now)
    free_hold(hold=Hold.objects.get(), by=quote.author, at=now)
    Capacity.objects.update(total=0)
    with pytest.raises(Refused):
        accept(quote, now)
    assert Quote.objects.get().status == "sent"
    Capacity.objects.update(total=1)
    accept(quote, now)
    assert Capacity.objects.get().held == 1


def test_an_engineer_does_not_accept_for_a_client(now, engineer):
    with pytest.raises(Forbidden):
        accept(a_sent_quote(at=now), now, by=engineer)
