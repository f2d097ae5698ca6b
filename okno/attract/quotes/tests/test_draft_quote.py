"""What no quote is drawn up for, and how far one may reach."""

import pytest

from okno.attract.deals.models import Deal
from okno.attract.quotes.actions.add_line import add_line
from okno.attract.quotes.actions.change_line import change_line
from okno.attract.quotes.actions.draft_quote import draft_quote
from okno.attract.quotes.models import Quote, QuoteLine
from okno.attract.quotes.tests.cast import a_deal, a_draft_quote, our_company
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_loaded_history_gets_no_quote(now):
    deal = a_deal(at=now)
    Deal.objects.filter(pk=deal.pk).update(imported=True)
    deal.refresh_from_db()
    with pytest.raises(Conflict):
        draft_quote(deal=deal, seller=our_company(), by=deal.owner, at=now)
    assert not Quote.objects.exists()


def test_a_closed_deal_gets_no_quote(now):
    deal = a_deal(at=now)
    Deal.objects.filter(pk=deal.pk).update(
        status="lost", closed_on=local_date(now), loss_reason="price", attitude="neutral"
    )
    deal.refresh_from_db()
    with pytest.raises(Conflict):
        draft_quote(deal=deal, seller=our_company(), by=deal.owner, at=now)
    assert not Quote.objects.exists()


def test_a_sum_that_no_column_holds_is_not_offered(now):
    quote = a_draft_quote(at=now)
    line, by = quote.lines.get(), quote.author
    same = {"configuration": line.configuration, "location": line.location}
    with pytest.raises(Invalid):
        add_line(quote=quote, **same, quantity=100_000, monthly_minor=10**14, by=by, at=now)
    with pytest.raises(Invalid):
        change_line(line=line, quantity=2, one_off_minor=10**14, by=by, at=now)
    assert QuoteLine.objects.get().quantity == 1
