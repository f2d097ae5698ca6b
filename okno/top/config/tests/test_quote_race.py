"""A client says yes while his seller prepares a new version: one is told so, nobody meets a deadlock."""

from pathlib import Path

import pytest
from django.utils import timezone

from okno.attract.quotes.tests.cast import a_company, a_deal, a_sent_quote
from okno.money.invoicing.tests.race import ask, run_at_once
from okno.records.resources.tests.cast import a_place

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]

BOTH = """
from okno.ground.kernel.actors import VISITOR
from okno.ground.kernel.errors import Conflict
from okno.attract.quotes.actions.accept_quote import accept_quote
from okno.attract.quotes.actions.revise_quote import revise_quote
from okno.attract.quotes.models import Quote
is_client = sys.argv[1].endswith("0")
for quote in Quote.objects.filter(pk__in={quotes}).order_by("pk"):
    try:
        if is_client:
            accept_quote(quote=quote, name="Ivan Decidov", by=VISITOR, at=now)
        else:
            revise_quote(quote=quote, by=quote.author, at=now)
        print("done")
    except Conflict:
        print("told")
"""
ANSWERED = """
from okno.attract.quotes.models import Quote
print(*Quote.objects.filter(pk__in={quotes}).order_by("pk").values_list("status", flat=True))
"""


def test_accepted_and_revised_at_once_is_one_of_the_two(closer, tmp_path: Path) -> None:
    at, place = timezone.now(), a_place(capacity=40)
    quotes = [
        a_sent_quote(
            deal=a_deal(company=a_company(number=number), owner=closer, at=at),
            lines=[{"location": place}],
            at=at,
        ).pk
        for number in range(60, 84)
    ]
    said, url = run_at_once(BOTH.format(quotes=quotes), tmp_path)
    client, seller = (lines.split() for lines in said)
    statuses = ask(ANSWERED.format(quotes=quotes), url).split()
    assert statuses == ["accepted" if one == "done" else "superseded" for one in client]
    assert [{"done", "told"}] * len(quotes) == [set(pair) for pair in zip(client, seller, strict=True)]
