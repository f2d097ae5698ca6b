"""One more thing is offered, at the list's price unless another is named."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from okno.attract.quotes.actions.add_line import add_line
from okno.attract.quotes.models import QuoteLine
from okno.attract.quotes.tests.cast import a_draft_quote, a_sent_quote
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.tests.cast import a_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing():
    """A server of 20,000.00 a month by the list and 5,000.00 once."""
    return {"configuration": a_configuration(one_off_minor=500_000), "location": a_place()}


def test_it_stands_last_at_the_lists_price_and_the_journal_says_who_offered_it(thing, now):
    quote = a_draft_quote(at=now, lines=[])
    add_line(quote=quote, **thing, title="First", by=quote.author, at=now)
    line = add_line(quote=quote, **thing, quantity=3, by=quote.author, at=now)
    assert (line.position, line.title, line.quantity) == (2, "Server server-1", 3)
    assert (line.monthly_minor, line.one_off_minor) == (2_000_000, 500_000)
    entry = Entry.objects.filter(kind="quotes.line_added").latest("pk")
    assert (entry.by, entry.company) == (quote.author, quote.company)
    assert (entry.data["quantity"], entry.data["monthly_minor"]) == (3, 2_000_000)


def test_the_lists_price_bears_the_tax_where_prices_have_it_inside(thing, now):
    """20,000.00 and 22 % are 24,400.00; a price that is named stays as it is."""
    quote = a_draft_quote(at=now, lines=[], vat_included=True)
    listed = add_line(quote=quote, **thing, by=quote.author, at=now)
    named = add_line(quote=quote, **thing, monthly_minor=2_100_000, by=quote.author, at=now)
    assert (listed.monthly_minor, listed.one_off_minor) == (2_440_000, 610_000)
    assert named.monthly_minor == 2_100_000


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quantity": 0}, r"^Enter at least 1\.$"),
        ({"monthly_minor": -1}, r"^Enter a price of zero or more\.$"),
        ({"one_off_minor": -1}, r"^Enter a price of zero or more\.$"),
    ],
)
def test_nonsense_is_not_offered(thing, wrong, sentence, now):
    quote = a_draft_quote(at=now, lines=[])
    with override("en"), pytest.raises(Invalid, match=sentence):
        add_line(quote=quote, **thing, **wrong, by=quote.author, at=now)
    assert not QuoteLine.objects.exists()


def test_who_does_not_sell_or_does_not_see_the_deal_offers_nothing(
    thing, closer, other_closer, engineer, now
):
    quote = a_draft_quote(by=closer, at=now, lines=[])
    for by in (other_closer, engineer):
        with pytest.raises(Forbidden):
            add_line(quote=quote, **thing, by=by, at=now)


def test_what_was_sent_meanwhile_gets_no_line(now):
    quote = a_sent_quote(at=now)
    line = quote.lines.get()
    quote.status = "draft"
    with pytest.raises(Conflict):
        add_line(
            quote=quote, configuration=line.configuration, location=line.location, by=quote.author, at=now
        )
    assert QuoteLine.objects.get() == line


@pytest.mark.both_engines
def test_a_line_is_of_one_at_least_in_the_database_too(now):
    a_draft_quote(at=now)
    with pytest.raises(IntegrityError, match="quote_line_quantity"), transaction.atomic():
        QuoteLine.objects.update(quantity=0)
