"""New terms make every line a new offer; a later end voids nothing (Q6)."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.actions.change_terms import change_terms
from okno.attract.quotes.actions.confirm_feasibility import confirm_feasibility
from okno.attract.quotes.models import Quote
from okno.attract.quotes.send_blockers import missing
from okno.attract.quotes.tests.cast import a_draft_quote, a_sent_quote
from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Forbidden, Guard, Invalid
from okno.records.resources.models import Capacity
from okno.records.resources.tests.cast import a_place
from okno.team.approvals.actions.grant_approval import grant_approval

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


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


@pytest.mark.parametrize("terms", [{"term_months": 24}, {"vat_included": True}])
def test_new_terms_void_every_line(now, approved, terms):
    quote = change_terms(quote=approved.quote, by=approved.quote.author, at=now, **terms)
    back = {name: {"term_months": 12, "vat_included": False}[name] for name in terms}
    quote = change_terms(quote=quote, by=quote.author, at=now, **back)
    assert [one.guard for one in missing(quote, now)] == [Guard.FLOOR, Guard.FEASIBILITY]
    assert Capacity.objects.get().held == 0


def test_capacity_is_not_held_for_ever(now, engineer):
    quote = a_draft_quote(at=now, lines=[{"location": a_place(coverage="planned")}])
    by, year = quote.author, local_date(now) + timedelta(days=366)
    for too_far in (year + timedelta(days=1), date(9999, 12, 31)):
        with pytest.raises(Invalid):
            change_terms(quote=quote, valid_until_on=too_far, by=by, at=now)
    assert change_terms(quote=quote, valid_until_on=year, by=by, at=now).valid_until_on == year
    asked = ask_feasibility(line=quote.lines.get(), by=by, at=now)
    with pytest.raises(Invalid):
        confirm_feasibility(
            feasibility=asked, ready_days=1, holds_until_on=date(2200, 1, 1), by=engineer, at=now
        )


def test_the_journal_says_who_changed_them_to_what(now, head):
    quote = a_draft_quote(at=now)
    quote = change_terms(quote=quote, term_months=24, valid_until_on=date(2026, 11, 2), by=head, at=now)
    assert (quote.term_months, quote.valid_until_on, quote.vat_included) == (24, date(2026, 11, 2), False)
    entry = Entry.objects.get(kind="quotes.terms_changed")
    assert (entry.by, entry.company) == (head, quote.company)
    assert (entry.data["term_months"], entry.data["valid_until_on"]) == (24, "2026-11-02")


def test_the_same_terms_are_no_event_and_a_later_end_voids_nothing(now, approved):
    quote = approved.quote
    change_terms(quote=quote, term_months=12, vat_included=False, by=quote.author, at=now)
    assert not Entry.objects.filter(kind="quotes.terms_changed").exists()
    change_terms(quote=quote, valid_until_on=date(2026, 10, 20), by=quote.author, at=now)
    assert missing(Quote.objects.get(), now) == []


def test_a_term_is_a_month_at_least(now):
    quote = a_draft_quote(at=now)
    with override("en"), pytest.raises(Invalid, match=r"^Enter at least one month\.$"):
        change_terms(quote=quote, term_months=0, by=quote.author, at=now)


def test_others_change_no_terms_and_sent_ones_stay(now, closer, other_closer):
    quote = a_sent_quote(by=closer, at=now)
    with pytest.raises(Forbidden):
        change_terms(quote=quote, term_months=24, by=other_closer, at=now)
    with pytest.raises(Conflict):
        change_terms(quote=quote, term_months=24, by=quote.author, at=now)
    assert Quote.objects.get().term_months == 12
