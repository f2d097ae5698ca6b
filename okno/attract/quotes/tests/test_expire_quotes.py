"""What nobody answered in time expires and holds nothing."""

from datetime import timedelta

import pytest

from okno.attract.quotes.actions.expire_quotes import expire_quotes
from okno.attract.quotes.models import Quote
from okno.attract.quotes.tests.cast import a_sent_quote, an_accepted_quote
from okno.attract.quotes.tests.test_accept_quote import accept
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.records.resources.models import Capacity

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_expired_frees_what_was_held_and_is_accepted_no_more(now):
    quote = a_sent_quote(at=now)
    assert expire_quotes(by=CLOCK, at=now + timedelta(days=14)) == 0
    assert expire_quotes(by=CLOCK, at=now + timedelta(days=15)) == 1
    assert expire_quotes(by=CLOCK, at=now + timedelta(days=15)) == 0
    assert Quote.objects.get().status == "expired"
    assert Capacity.objects.get().held == 0
    with pytest.raises(Conflict):
        accept(quote, now + timedelta(days=15))


def test_a_seller_does_not_let_quotes_expire(now, closer, head):
    with pytest.raises(Forbidden):
        expire_quotes(by=closer, at=now)
    assert expire_quotes(by=head, at=now) == 0


def test_the_journal_says_that_the_clock_closed_it(now):
    quote = a_sent_quote(at=now)
    expire_quotes(by=CLOCK, at=now + timedelta(days=15))
    entry = Entry.objects.get(kind="quotes.quote_expired")
    assert (entry.by, entry.actor_kind, entry.company) == (None, "clock", quote.company)
    assert entry.data["number"] == "2026-000001"


def test_what_was_accepted_never_expires(now):
    an_accepted_quote(at=now)
    assert expire_quotes(by=CLOCK, at=now + timedelta(days=15)) == 0
    assert Capacity.objects.get().held == 1
