"""An engineer's word that it cannot be delivered, and why (Q4)."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.confirm_feasibility import confirm_feasibility
from okno.attract.quotes.actions.refuse_feasibility import refuse_feasibility
from okno.attract.quotes.models import Feasibility
from okno.attract.quotes.send_blockers import missing
from okno.attract.quotes.tests.cast import a_draft_quote
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.tests.cast import a_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(now):
    """A question about three servers where none is free."""
    line = {"location": a_place(capacity=0), "quantity": 3}
    quote = a_draft_quote(at=now, lines=[line])
    return ask_feasibility(line=quote.lines.get(), by=quote.author, at=now)


def test_a_refusal_says_why_and_is_shown(now, engineer, asked):
    with pytest.raises(Invalid):
        refuse_feasibility(feasibility=asked, note=" ", by=engineer, at=now)
    refuse_feasibility(feasibility=asked, note="No power there", by=engineer, at=now)
    assert "No power there" in missing(asked.line.quote, now)[0].reason


def test_the_journal_of_the_client_says_who_refused_and_why(now, engineer, asked):
    refuse_feasibility(feasibility=asked, note=" No power there ", by=engineer, at=now)
    asked.refresh_from_db()
    assert (asked.status, asked.basis, asked.note) == ("refused", "engineer", "No power there")
    assert (asked.answered_by, asked.answered_at) == (engineer, now)
    entry = Entry.objects.get(kind="quotes.feasibility_refused")
    assert (entry.by, entry.company) == (engineer, asked.line.quote.company)
    assert entry.data["note"] == "No power there"


def test_it_says_why_in_words(now, engineer, asked):
    sentence = r"^Enter why, so that sales can offer something else\.$"
    with override("en"), pytest.raises(Invalid, match=sentence):
        refuse_feasibility(feasibility=asked, note=" ", by=engineer, at=now)


def test_nobody_but_an_engineer_refuses(now, owner, head, closer, asked):
    for by in (owner, head, closer):
        with pytest.raises(Forbidden):
            refuse_feasibility(feasibility=asked, note="No", by=by, at=now)
    assert Feasibility.objects.get().status == "asked"


def test_what_a_colleague_confirmed_meanwhile_is_not_refused(now, engineer):
    quote = a_draft_quote(at=now, lines=[{"configuration": a_configuration(resource_kind="")}])
    question = ask_feasibility(line=quote.lines.get(), by=quote.author, at=now)
    seen_before = Feasibility.objects.get(pk=question.pk)
    until_on = date(2026, 10, 26)
    confirm_feasibility(feasibility=question, ready_days=3, holds_until_on=until_on, by=engineer, at=now)
    with pytest.raises(Conflict):
        refuse_feasibility(feasibility=seen_before, note="No", by=engineer, at=now)
    assert Feasibility.objects.get().status == "confirmed"
