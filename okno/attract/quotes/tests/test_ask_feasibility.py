from datetime import date

import pytest

from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.change_line import change_line
from okno.attract.quotes.models import Feasibility
from okno.attract.quotes.tests.cast import a_draft_quote, a_sent_quote
from okno.ground.kernel.errors import Conflict, Forbidden
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.models import Capacity
from okno.records.resources.tests.cast import a_place

pytestmark = pytest.mark.django_db


def ask(quote, at):
    return ask_feasibility(line=quote.lines.get(), by=quote.author, at=at)


def test_free_capacity_confirms_at_once_and_is_held_to_the_quotes_end(now):
    server = a_configuration(units=2, setup_days=5)
    word = ask(a_draft_quote(at=now, lines=[{"configuration": server, "quantity": 3}]), now)
    assert (word.status, word.basis, word.ready_days) == ("confirmed", "rule", 5)
    assert word.holds_until_on == date(2026, 10, 26)
    assert Capacity.objects.get().held == 6


@pytest.mark.parametrize(
    ("place", "server"),
    [
        ({"capacity": 1}, {"units": 2}),
        ({"capacity": None}, {}),
        ({"coverage": "planned"}, {}),
        ({}, {"resource_kind": ""}),
    ],
)
def test_what_the_rule_cannot_answer_goes_to_the_engineers(now, place, server):
    line = {"location": a_place(**place), "configuration": a_configuration(**server)}
    word = ask(a_draft_quote(at=now, lines=[line]), now)
    assert (word.status, word.basis, word.ready_days) == ("asked", "", None)
    assert list(Feasibility.objects.waiting()) == [word]
    assert sum(Capacity.objects.values_list("held", flat=True)) == 0


def test_where_there_is_no_coverage_it_is_refused_with_the_reason(now):
    word = ask(a_draft_quote(at=now, lines=[{"location": a_place(coverage=None)}]), now)
    assert (word.status, word.basis) == ("refused", "rule")
    assert "Data centre dc-1" in word.note
    assert Capacity.objects.get().held == 0


def test_asked_again_it_holds_once(now):
    quote = a_draft_quote(at=now)
    first, second = ask(quote, now), ask(quote, now)
    first.refresh_from_db()
    assert (first.status, second.status) == ("void", "confirmed")
    assert Capacity.objects.get().held == 1


def test_a_question_that_waits_is_not_asked_twice(now):
    quote = a_draft_quote(at=now, lines=[{"location": a_place(capacity=0)}])
    assert ask(quote, now) == ask(quote, now)


def test_a_change_takes_the_question_out_of_the_queue(now):
    quote = a_draft_quote(at=now, lines=[{"location": a_place(capacity=0)}])
    ask(quote, now)
    change_line(line=quote.lines.get(), quantity=2, by=quote.author, at=now)
    assert not Feasibility.objects.waiting().exists()


def test_only_drafts_are_asked_about_by_those_who_sell(now, engineer):
    quote = a_draft_quote(at=now)
    with pytest.raises(Forbidden):
        ask_feasibility(line=quote.lines.get(), by=engineer, at=now)


def test_a_sent_line_is_not_asked_about(now):
    with pytest.raises(Conflict):
        ask(a_sent_quote(at=now), now)
