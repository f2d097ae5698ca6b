"""The gate: guards 1, 3 and 4 on a quote before it leaves the house."""

import pytest

from okno.kernel.errors import Guard, Refused
from okno.quotes.actions.send_quote import send_quote
from okno.quotes.models import Quote
from okno.quotes.tests.cast import a_draft_quote, a_sent_quote, an_accepted_quote

pytestmark = pytest.mark.django_db


def test_a_confirmed_quote_at_the_price_list_is_sent(now):
    quote = a_sent_quote(at=now)
    assert quote.status == Quote.Status.SENT


def test_an_unconfirmed_line_is_not_sent(now):
    quote = a_draft_quote(at=now)
    with pytest.raises(Refused) as refusal:
        send_quote(quote=quote, by=quote.author, at=now)
    assert refusal.value.guard == Guard.FEASIBILITY


def test_accepted(now):
    assert an_accepted_quote(at=now).accepted_by_name == "Ivan Decidov"
