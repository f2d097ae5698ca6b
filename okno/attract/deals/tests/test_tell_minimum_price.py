"""The minimum price that a client was told, before the deal and in it; the last one counts (L3)."""

import pytest
from django.utils.translation import override

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.leads.actions.tell_minimum_price import tell_minimum_price
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(head, qualifier, now):
    return a_lead(by=qualifier, at=now, brought_by=qualifier)


def test_a_minimum_price_is_told_before_and_after(lead, qualifier, closer, now):
    tell_minimum_price(lead=lead, told_minor=10_750_00, whom="Вера", by=qualifier, at=now)
    entry = Entry.objects.about(lead).get(kind="leads.minimum_price_told")
    assert (entry.by, entry.data["told_minor"], entry.audience) == (qualifier, 10_750_00, "prices")
    assert "Вера" in entry.sentence
    words = {"title": "С", "monthly_minor": None, "minimum_price_told_minor": 10_750_00}
    deal = qualify_lead(lead=lead, owner=closer, by=qualifier, at=now, **words)
    assert Entry.objects.about(lead).filter(kind="leads.minimum_price_told").count() == 1, "not told anew"
    tell_minimum_price(lead=lead, told_minor=11_000_00, by=closer, at=now)
    assert Entry.objects.about(lead).filter(kind="leads.minimum_price_told").count() == 2
    with pytest.raises(Invalid):
        tell_minimum_price(lead=lead, told_minor=0, by=closer, at=now)
    lose_deal(deal=deal, reason="price", attitude="warm", by=closer, at=now)
    lead.refresh_from_db()
    with pytest.raises(Conflict):
        tell_minimum_price(lead=lead, told_minor=1_00, by=closer, at=now)


def test_anothers_lead_is_told_nothing(lead, other_closer, now):
    with pytest.raises(Forbidden):
        tell_minimum_price(lead=lead, told_minor=1_00, by=other_closer, at=now)


def test_the_last_price_counts_and_the_contact_heard_it(lead, qualifier, now):
    for told_minor in (10_750_00, 11_000_00):
        tell_minimum_price(lead=lead, told_minor=told_minor, by=qualifier, at=now)
    lead.refresh_from_db()
    assert lead.minimum_price_told_minor == 11_000_00
    entry = Entry.objects.filter(kind="leads.minimum_price_told").latest("pk")
    assert (entry.by, entry.company, entry.data["whom"]) == (qualifier, lead.company, "Вера Васильева")


def test_a_price_is_above_zero(lead, qualifier, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter a price above zero\.$") as invalid:
        tell_minimum_price(lead=lead, told_minor=0, by=qualifier, at=now)
    assert list(invalid.value.fields) == ["told_minor"]
