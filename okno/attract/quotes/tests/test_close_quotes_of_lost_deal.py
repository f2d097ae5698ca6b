"""A lost deal holds nothing: its sent quotes are closed by the house, in nobody's name."""

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.quotes.actions.close_quotes_of_lost_deal import close_quotes_of_lost_deal
from okno.attract.quotes.models import Quote
from okno.attract.quotes.tests.cast import a_deal, a_draft_quote, a_sent_quote, an_accepted_quote
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict
from okno.records.resources.models import Capacity

pytestmark = pytest.mark.django_db


def test_what_is_sent_is_declined_and_a_draft_stays(now, head):
    """The loss closes them by a reaction: called once more, the action finds nothing left to close."""
    deal = a_deal(at=now)
    draft, sent = a_draft_quote(deal=deal, at=now), a_sent_quote(deal=deal, at=now)
    assert Capacity.objects.get().held == 1
    lose_deal(deal=deal, reason="price", attitude="neutral", by=head, at=now)
    assert close_quotes_of_lost_deal(deal=deal, by=head, at=now) == []
    statuses = dict(Quote.objects.values_list("pk", "status"))
    assert statuses == {draft.pk: "draft", sent.pk: "declined"}
    assert Capacity.objects.get().held == 0
    entry = Entry.objects.get(kind="quotes.quote_declined")
    assert (entry.actor_kind, entry.by, entry.company) == ("reaction", None, deal.company)


def test_each_sent_quote_of_this_deal_is_returned(now):
    sent = a_sent_quote(at=now)
    other = a_sent_quote(deal=sent.deal, at=now)
    deal = sent.deal
    deal.status = "lost"
    closed = close_quotes_of_lost_deal(deal=deal, by=deal.owner, at=now)
    assert {quote.pk for quote in closed} == {sent.pk, other.pk}
    assert Capacity.objects.get().held == 0


def test_an_accepted_quote_stays_so_and_holds_nothing(now, head):
    quote = an_accepted_quote(at=now)
    lose_deal(deal=quote.deal, reason="price", attitude="neutral", by=head, at=now)
    assert Quote.objects.get().status == "accepted"
    assert Capacity.objects.get().held == 0


def test_the_quotes_of_an_open_deal_stay(now, head):
    quote = a_sent_quote(at=now)
    sentence = r"^The deal is still open, so its quotes stay as they are\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        close_quotes_of_lost_deal(deal=quote.deal, by=head, at=now)
    assert Quote.objects.get().status == "sent"
