"""One thing less is offered, and what was held for it is free."""

import pytest

from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.actions.remove_line import remove_line
from okno.attract.quotes.models import QuoteLine
from okno.attract.quotes.send_blockers import missing
from okno.attract.quotes.tests.cast import a_draft_quote, a_sent_quote
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.records.resources.models import Capacity
from okno.team.approvals.actions.grant_approval import grant_approval

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(now, head):
    """A draft below the floor, approved and confirmed: ready to be sent."""
    quote = a_draft_quote(at=now, lines=[{"monthly_minor": 1_000_000}])
    line = quote.lines.get()
    ask_feasibility(line=line, by=quote.author, at=now)
    asked = ask_price_approval(line=line, reason="A big client", by=quote.author, at=now)
    grant_approval(approval=asked, by=head, at=now)
    assert missing(quote, now) == []
    return line


def test_a_removed_line_frees_its_capacity(now, approved):
    remove_line(line=approved, by=approved.quote.author, at=now)
    assert Capacity.objects.get().held == 0
    assert not QuoteLine.objects.exists()


def test_the_others_stay_and_the_journal_says_who_took_it_out(now, head):
    quote = a_draft_quote(at=now, lines=[{"title": "First"}, {"title": "Second"}])
    first = quote.lines.get(title="First")
    remove_line(line=first, by=head, at=now)
    assert [line.title for line in quote.lines.all()] == ["Second"]
    entry = Entry.objects.get(kind="quotes.line_removed")
    assert (entry.by, entry.company, entry.data["title"]) == (head, quote.company, "First")


def test_others_take_nothing_out(now, closer, other_closer, engineer):
    quote = a_draft_quote(by=closer, at=now)
    for by in (other_closer, engineer):
        with pytest.raises(Forbidden):
            remove_line(line=quote.lines.get(), by=by, at=now)
    assert QuoteLine.objects.count() == 1


def test_a_line_of_a_quote_that_was_sent_stays(now):
    line = a_sent_quote(at=now).lines.get()
    with pytest.raises(Conflict):
        remove_line(line=line, by=line.quote.author, at=now)
    assert QuoteLine.objects.get() == line
    assert Capacity.objects.get().held == 1
