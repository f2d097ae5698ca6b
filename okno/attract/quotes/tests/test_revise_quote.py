from datetime import date, timedelta

import pytest

from okno.attract.quotes.actions.accept_quote import accept_quote
from okno.attract.quotes.actions.draft_quote import draft_quote
from okno.attract.quotes.actions.expire_quotes import expire_quotes
from okno.attract.quotes.actions.revise_quote import revise_quote
from okno.attract.quotes.models import Quote
from okno.attract.quotes.send_blockers import missing
from okno.attract.quotes.tests.cast import a_deal, a_draft_quote, a_sent_quote, an_accepted_quote, our_company
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.records.resources.models import Capacity

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def revise(quote, at):
    return revise_quote(quote=quote, by=quote.author, at=at)


def test_the_lines_go_along_and_proofs_do_not(now):
    line = {"monthly_minor": 1_500_000, "one_off_minor": 10_000, "quantity": 2, "title": "Two servers"}
    old = a_sent_quote(lines=[line], at=now)
    new = revise(old, now)
    old.refresh_from_db()
    assert (old.status, new.status, new.version) == ("superseded", "draft", 2)
    assert new.number == f"{old.number}/2"
    # Drawn anew: whoever holds the old link cannot guess the new one.
    assert old.token not in new.token and len(new.token) == len(old.token) == 43
    fields = ("title", "quantity", "monthly_minor", "one_off_minor", "configuration_id", "location_id")
    assert list(new.lines.values(*fields)) == list(old.lines.values(*fields))
    assert [one.guard for one in missing(new, now)] == ["4"]
    assert Capacity.objects.get().held == 0


def test_a_superseded_version_is_accepted_no_more(now):
    old = a_sent_quote(at=now)
    revise(old, now)
    with pytest.raises(Conflict):
        accept_quote(quote=old, name="Ivan", by=VISITOR, at=now)
    with pytest.raises(Conflict):
        revise(old, now)


def test_an_expired_quote_is_made_fresh(now):
    old = a_sent_quote(at=now)
    later = now + timedelta(days=20)
    expire_quotes(by=CLOCK, at=later)
    old.refresh_from_db()
    assert revise(old, later).valid_until_on == date(2026, 11, 15)


def test_an_accepted_quote_stands(now):
    with pytest.raises(Conflict):
        revise(an_accepted_quote(at=now), now)


def test_versions_of_a_number_count_on(now):
    third = revise(revise(a_draft_quote(at=now), now), now)
    assert (third.version, third.versions().count()) == (3, 3)


def test_drafts_have_numbers_in_a_row(now):
    our_company()
    deal = a_deal(at=now)
    numbers = [draft_quote(deal=deal, by=deal.owner, at=now).number for _ in range(3)]
    assert numbers == ["2026-000001", "2026-000002", "2026-000003"]
    assert len(set(Quote.objects.values_list("token", flat=True))) == 3


def test_a_draft_needs_an_open_deal_our_company_and_sense(now, engineer, closer, other_closer):
    deal = a_deal(at=now)
    with pytest.raises(Invalid):
        draft_quote(deal=deal, by=deal.owner, at=now)
    our_company()
    for wrong in ({"term_months": 0}, {"valid_until_on": date(2026, 10, 11)}, {"seller": deal.company}):
        with pytest.raises(Invalid):
            draft_quote(deal=deal, by=deal.owner, at=now, **wrong)
    for by in (engineer, other_closer, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            draft_quote(deal=deal, by=by, at=now)
    deal.status = "lost"
    with pytest.raises(Conflict):
        draft_quote(deal=deal, by=deal.owner, at=now)
