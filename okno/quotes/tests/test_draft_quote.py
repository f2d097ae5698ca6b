"""What no quote is drawn up for, and how far one may reach."""

from datetime import date, timedelta

import pytest

from okno.kernel.errors import Conflict, Invalid
from okno.quotes.actions.add_line import add_line
from okno.quotes.actions.ask_feasibility import ask_feasibility
from okno.quotes.actions.change_line import change_line
from okno.quotes.actions.change_terms import change_terms
from okno.quotes.actions.confirm_feasibility import confirm_feasibility
from okno.quotes.actions.draft_quote import draft_quote
from okno.quotes.models import Quote, QuoteLine
from okno.quotes.tests.cast import a_deal, a_draft_quote, our_company
from okno.resources.tests.cast import a_place
from okno.sales.models import Deal

pytestmark = pytest.mark.django_db


def test_loaded_history_gets_no_quote(now):
    deal = a_deal(at=now)
    Deal.objects.filter(pk=deal.pk).update(imported=True)
    deal.refresh_from_db()
    with pytest.raises(Conflict):
        draft_quote(deal=deal, seller=our_company(), by=deal.owner, at=now)
    assert not Quote.objects.exists()


def test_capacity_is_not_held_for_ever(now, engineer):
    quote = a_draft_quote(at=now, lines=[{"location": a_place(coverage="planned")}])
    by, year = quote.author, now.date() + timedelta(days=366)
    for too_far in (year + timedelta(days=1), date(9999, 12, 31)):
        with pytest.raises(Invalid):
            change_terms(quote=quote, valid_until_on=too_far, by=by, at=now)
    assert change_terms(quote=quote, valid_until_on=year, by=by, at=now).valid_until_on == year
    asked = ask_feasibility(line=quote.lines.get(), by=by, at=now)
    with pytest.raises(Invalid):
        confirm_feasibility(
            feasibility=asked, ready_days=1, holds_until_on=date(2200, 1, 1), by=engineer, at=now
        )


def test_a_sum_that_no_column_holds_is_not_offered(now):
    quote = a_draft_quote(at=now)
    line, by = quote.lines.get(), quote.author
    same = {"configuration": line.configuration, "location": line.location}
    with pytest.raises(Invalid):
        add_line(quote=quote, **same, quantity=100_000, monthly_minor=10**14, by=by, at=now)
    with pytest.raises(Invalid):
        change_line(line=line, quantity=2, one_off_minor=10**14, by=by, at=now)
    assert QuoteLine.objects.get().quantity == 1
