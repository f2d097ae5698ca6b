"""The client says no; what was held for them is free again."""

import pytest

from okno.attract.quotes.actions.accept_quote import accept_quote
from okno.attract.quotes.actions.decline_quote import decline_quote
from okno.attract.quotes.models import Quote
from okno.attract.quotes.tests.cast import a_draft_quote, a_sent_quote
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.records.resources.models import Capacity

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_declined_frees_what_was_held(now):
    quote = decline_quote(quote=a_sent_quote(at=now), note="Expensive", by=VISITOR, at=now)
    assert quote.status == "declined"
    assert Capacity.objects.get().held == 0


def test_the_journal_says_who_wrote_the_clients_no_down(now):
    quote = a_sent_quote(at=now)
    declined = decline_quote(quote=quote, note=" Too dear ", by=quote.author, at=now)
    assert (declined.status, declined.answered_at) == ("declined", now)
    entry = Entry.objects.get(kind="quotes.quote_declined")
    assert (entry.by, entry.company) == (quote.author, quote.company)
    assert (entry.data["number"], entry.data["note"]) == ("2026-000001", "Too dear")


def test_an_engineer_does_not_decline_for_a_client(now, engineer):
    quote = a_sent_quote(at=now)
    with pytest.raises(Forbidden):
        decline_quote(quote=quote, by=engineer, at=now)
    assert Capacity.objects.get().held == 1


def test_only_what_was_sent_is_declined_and_what_was_accepted_meanwhile_stands(now):
    with pytest.raises(Conflict):
        decline_quote(quote=a_draft_quote(at=now), by=VISITOR, at=now)
    quote = a_sent_quote(at=now)
    seen_by_seller = Quote.objects.get(pk=quote.pk)
    accept_quote(quote=quote, name="Ivan Decidov", by=VISITOR, at=now)
    with pytest.raises(Conflict):
        decline_quote(quote=seen_by_seller, by=seen_by_seller.author, at=now)
    assert Quote.objects.get(pk=quote.pk).status == "accepted"
