from datetime import date, timedelta

import pytest

from okno.kernel.errors import Conflict, Forbidden, Invalid, Refused
from okno.quotes.actions.accept_quote import accept_quote
from okno.quotes.actions.decline_quote import decline_quote
from okno.quotes.actions.expire_quotes import expire_quotes
from okno.quotes.models import Quote
from okno.quotes.tests.cast import a_draft_quote, a_sent_quote, an_accepted_quote
from okno.resources.actions.free_hold import free_hold
from okno.resources.models import Capacity, Hold
from okno.resources.tests.cast import a_place

pytestmark = pytest.mark.django_db


def accept(quote, at, name="Ivan Decidov", by=None):
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
        decline_quote(quote=quote, by=None, at=now)


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


def test_declined_frees_what_was_held(now):
    quote = decline_quote(quote=a_sent_quote(at=now), note="Expensive", by=None, at=now)
    assert quote.status == "declined"
    assert Capacity.objects.get().held == 0


def test_expired_frees_what_was_held_and_is_accepted_no_more(now):
    quote = a_sent_quote(at=now)
    assert expire_quotes(by=None, at=now + timedelta(days=14)) == 0
    assert expire_quotes(by=None, at=now + timedelta(days=15)) == 1
    assert expire_quotes(by=None, at=now + timedelta(days=15)) == 0
    assert Quote.objects.get().status == "expired"
    assert Capacity.objects.get().held == 0
    with pytest.raises(Conflict):
        accept(quote, now + timedelta(days=15))


def test_a_seller_does_not_let_quotes_expire(now, closer, head):
    with pytest.raises(Forbidden):
        expire_quotes(by=closer, at=now)
    assert expire_quotes(by=head, at=now) == 0
