"""Marked deals get the same date or the same word; what cannot be changed stays and is told (L4, L6)."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.change_deals import change_deals
from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.records.clients.actions.add_company import add_company

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def deals(client_company, head, closer, now):
    company = add_company(name="Another", by=head, at=now)
    return [an_open_deal(one, closer, at=now) for one in (client_company, company)]


def test_each_gets_the_date_and_an_entry_of_its_own(deals, head, now):
    result = change_deals(deals=deals, expected_on=DECEMBER, is_committed=True, by=head, at=now)
    assert (result.done, result.left) == (deals, [])
    assert set(Deal.objects.values_list("expected_on", "is_committed")) == {(DECEMBER, True)}
    entries = Entry.objects.filter(kind="deals.deal_changed").order_by("pk")
    assert [(entry.by, entry.subject_id) for entry in entries] == [(head, deal.pk) for deal in deals]


def test_one_lost_by_a_colleague_meanwhile_is_told_and_the_other_is_changed(deals, closer, head, now):
    seen_by_head = list(Deal.objects.order_by("pk"))
    lose_deal(deal=deals[0], reason="price", attitude="warm", by=closer, at=now)
    result = change_deals(deals=seen_by_head, expected_on=DECEMBER, by=head, at=now)
    assert (result.done, [one.thing for one in result.left]) == ([deals[1]], [deals[0]])
    assert result.left[0].reason
    assert list(Deal.objects.order_by("pk").values_list("expected_on", flat=True)) == [None, DECEMBER]


def test_anothers_deal_is_told_and_stays(deals, other_closer, now):
    result = change_deals(deals=deals, expected_on=DECEMBER, by=other_closer, at=now)
    assert result.done == [] and [one.thing for one in result.left] == deals


@pytest.mark.parametrize("who", ["marketer", "accountant", "engineer"])
def test_who_leads_no_deals_changes_none(who, deals, request, now):
    with pytest.raises(Forbidden):
        change_deals(deals=deals, expected_on=DECEMBER, by=request.getfixturevalue(who), at=now)


def test_more_than_are_allowed_at_once_are_refused(deals, head, now):
    with override("en"), pytest.raises(Invalid, match=r"500") as invalid:
        change_deals(deals=deals[:1] * 501, expected_on=DECEMBER, by=head, at=now)
    assert list(invalid.value.fields) == ["deals"]
