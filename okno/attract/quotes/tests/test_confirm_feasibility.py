from datetime import date

import pytest

from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.change_line import change_line
from okno.attract.quotes.actions.confirm_feasibility import confirm_feasibility
from okno.attract.quotes.actions.refuse_feasibility import refuse_feasibility
from okno.attract.quotes.actions.send_quote import send_quote
from okno.attract.quotes.models import QuoteLine
from okno.attract.quotes.ready_date import ready_days
from okno.attract.quotes.send_blockers import missing
from okno.attract.quotes.tests.cast import a_draft_quote
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden, Guard, Invalid, Refused
from okno.records.catalog.models import Coverage
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.actions.set_capacity import set_capacity
from okno.records.resources.models import Capacity, Hold
from okno.records.resources.tests.cast import a_place

pytestmark = pytest.mark.django_db
UNTIL_ON = date(2026, 10, 26)


@pytest.fixture
def asked(now):
    """A question about three servers where none is free."""
    line = {"location": a_place(capacity=0), "quantity": 3}
    quote = a_draft_quote(at=now, lines=[line])
    return ask_feasibility(line=quote.lines.get(), by=quote.author, at=now)


def confirm(word, by, at, **changed):
    given = {"ready_days": 12, "holds_until_on": UNTIL_ON, **changed}
    return confirm_feasibility(feasibility=word, by=by, at=at, **given)


def test_the_engineers_word_holds_capacity_and_gives_the_date(now, engineer, asked):
    line = asked.line
    set_capacity(location=line.location, kind="server", total=3, by=engineer, at=now)
    confirm(asked, engineer, now)
    assert Capacity.objects.get().held == 3
    assert Hold.objects.get().until_on == UNTIL_ON
    assert ready_days(line.quote) == 12
    assert send_quote(quote=line.quote, by=line.quote.author, at=now).status == "sent"


def test_capacity_is_held_for_as_long_as_the_word_holds(now, engineer, asked):
    """The quote ends on 26 October; the engineer's word, and the hold with it, lasts to 30 November."""
    set_capacity(location=asked.line.location, kind="server", total=3, by=engineer, at=now)
    word = confirm(asked, engineer, now, holds_until_on=date(2026, 11, 30))
    assert (word.line.quote.valid_until_on, word.holds_until_on) == (UNTIL_ON, date(2026, 11, 30))
    assert Hold.objects.get().until_on == date(2026, 11, 30)


def test_capacity_that_is_not_there_cannot_be_confirmed(now, engineer, asked):
    with pytest.raises(Refused) as refusal:
        confirm(asked, engineer, now)
    assert refusal.value.guard == Guard.CAPACITY
    asked.refresh_from_db()
    assert asked.status == "asked"


def test_where_there_is_no_coverage_nobody_confirms(now, engineer, asked):
    Coverage.objects.all().delete()
    with pytest.raises(Refused) as refusal:
        confirm(asked, engineer, now)
    assert refusal.value.guard == Guard.FEASIBILITY


def test_what_takes_no_resource_is_confirmed_by_word_alone(now, engineer):
    quote = a_draft_quote(at=now, lines=[{"configuration": a_configuration(resource_kind="")}])
    word = ask_feasibility(line=quote.lines.get(), by=quote.author, at=now)
    confirm(word, engineer, now)
    assert missing(quote, now) == []
    assert not Hold.objects.exists()


def test_a_word_that_ends_before_the_quote_does_not_let_it_out(now, engineer):
    quote = a_draft_quote(at=now, lines=[{"configuration": a_configuration(resource_kind="")}])
    word = ask_feasibility(line=quote.lines.get(), by=quote.author, at=now)
    confirm(word, engineer, now, holds_until_on=date(2026, 10, 25))
    assert [one.guard for one in missing(quote, now)] == [Guard.FEASIBILITY]


def test_only_engineers_answer(now, owner, head, closer, asked):
    for by in (owner, head, closer, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            confirm(asked, by, now)
        with pytest.raises(Forbidden):
            refuse_feasibility(feasibility=asked, note="No", by=by, at=now)


def test_what_has_changed_meanwhile_is_not_confirmed(now, engineer, asked):
    change_line(line=asked.line, quantity=1, by=asked.line.quote.author, at=now)
    with pytest.raises(Conflict):
        confirm(asked, engineer, now)
    with pytest.raises(Conflict):
        asked.refresh_from_db()
        refuse_feasibility(feasibility=asked, note="No", by=engineer, at=now)


def test_a_word_is_bound_to_what_was_asked_about(now, engineer, asked):
    QuoteLine.objects.update(quantity=1)
    with pytest.raises(Conflict):
        confirm(asked, engineer, now)


@pytest.mark.parametrize("changed", [{"ready_days": -1}, {"holds_until_on": date(2026, 10, 11)}])
def test_nonsense_is_not_taken(now, engineer, asked, changed):
    with pytest.raises(Invalid):
        confirm(asked, engineer, now, **changed)
