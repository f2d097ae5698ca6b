"""Changing a line voids its approval and confirmation (Q6, complaint 1)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.actions.change_line import change_line
from okno.attract.quotes.actions.remove_line import remove_line
from okno.attract.quotes.actions.send_quote import send_quote
from okno.attract.quotes.models import Feasibility, Quote, QuoteLine
from okno.attract.quotes.send_blockers import missing
from okno.attract.quotes.tests.cast import a_draft_quote, a_sent_quote
from okno.ground.kernel.errors import Conflict, Forbidden, Guard, Invalid, Refused
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.models import Capacity, Hold
from okno.records.resources.tests.cast import a_place
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


CHANGES = [
    {"monthly_minor": 999_999},
    {"monthly_minor": 1_000_001},
    {"one_off_minor": 1},
    {"quantity": 2},
    {"title": "The same under another name"},
]


def change(line, at, **to):
    return change_line(line=line, by=line.quote.author, at=at, **to)


@pytest.mark.parametrize("to", CHANGES[:-1])
def test_a_changed_line_is_neither_approved_nor_confirmed_nor_held(now, approved, to):
    line = change(approved, now, **to)
    guards = [one.guard for one in missing(line.quote, now)]
    assert guards == [Guard.FLOOR, Guard.FEASIBILITY]
    assert Feasibility.objects.get().status == "void"
    assert Hold.objects.get().status == "freed"
    assert Capacity.objects.get().held == 0
    with pytest.raises(Refused):
        send_quote(quote=line.quote, by=line.quote.author, at=now)


def test_another_place_or_configuration_is_another_offer(now, approved):
    assert len(missing(change(approved, now, location=a_place(code="dc-2")).quote, now)) == 2
    assert len(missing(change(approved, now, configuration=a_configuration(code="other")).quote, now)) == 2


def test_changed_there_and_back_nothing_revives(now, approved):
    change(approved, now, monthly_minor=999_999)
    line = change(approved, now, monthly_minor=1_000_000)
    assert [one.guard for one in missing(line.quote, now)] == [Guard.FLOOR, Guard.FEASIBILITY]


def test_saved_without_a_change_nothing_is_void(now, approved):
    line = change(approved, now, monthly_minor=1_000_000, quantity=1, title="")
    assert missing(line.quote, now) == []
    assert line.revision == 1


def test_an_approval_of_one_line_does_not_serve_its_twin(now, approved):
    quote = approved.quote
    twin = QuoteLine.objects.get(pk=approved.pk)
    twin.pk, twin.position = None, 2
    twin.save()
    assert {one.line.position for one in missing(quote, now)} == {2}


@pytest.mark.parametrize("to", [{"quantity": 0}, {"monthly_minor": -1}])
def test_nonsense_is_not_taken(now, approved, to):
    with pytest.raises(Invalid):
        change(approved, now, **to)


def test_a_sent_line_and_somebody_elses_line_stay(now, closer, other_closer):
    quote = a_sent_quote(at=now)
    line = quote.lines.get()
    with pytest.raises(Conflict):
        change(line, now, monthly_minor=1)
    with pytest.raises(Conflict):
        remove_line(line=line, by=quote.author, at=now)
    with pytest.raises(Forbidden):
        change_line(line=line, monthly_minor=1, by=other_closer, at=now)


FACTS = {
    "pk": st.integers(1, 3),
    "revision": st.integers(1, 3),
    "configuration_id": st.integers(1, 3),
    "location_id": st.integers(1, 3),
    "quantity": st.integers(1, 3),
    "monthly_minor": st.integers(0, 3),
    "one_off_minor": st.integers(0, 3),
    "parameters": st.dictionaries(st.sampled_from("ab"), st.integers(0, 1)),
}
TERMS = {
    "vat_included": st.booleans(),
    "term_months": st.integers(1, 3),
    "seller_id": st.integers(1, 2),
    "company_id": st.integers(1, 2),
}
CONTENT = st.tuples(st.fixed_dictionaries(FACTS), st.fixed_dictionaries(TERMS))


def built(content):
    facts, terms = content
    quote = Quote(year=2026, sequence=1, valid_until_on=date(2026, 10, 26), **terms)
    return QuoteLine(quote=quote, title="Any", **facts)


@settings(max_examples=300)
@given(CONTENT, CONTENT)
def test_fingerprints_are_equal_exactly_when_contents_are(one, other):
    assert (built(one).fingerprint() == built(other).fingerprint()) == (one == other)
