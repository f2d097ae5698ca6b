"""What engineers may have to deliver, by figures written out by hand; no price and no client is told (L7)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from okno.attract.deals.models import Deal
from okno.attract.quotes.actions.accept_quote import accept_quote
from okno.attract.quotes.models import Quote
from okno.attract.quotes.tests.cast import a_company, a_deal, a_draft_quote, a_sent_quote
from okno.ground.kernel.actors import VISITOR
from okno.ground.kernel.clock import local_date
from okno.read.reports.volumes import Volume, volumes_of
from okno.records.catalog.models import Configuration, Location
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.tests.cast import a_place
from okno.team.people.models import Employee

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
TODAY = date(2026, 10, 12)
SignIn = Callable[[Client, Employee], Client]


@pytest.fixture
def place(db: None) -> Location:
    """Twelve servers."""
    return a_place(capacity=12)


@pytest.fixture
def server(db: None) -> Configuration:
    return a_configuration(setup_days=3)


def quoted(
    number: int,
    quantity: int,
    expected_on: date | None,
    *,
    at: datetime,
    stage: str = "proposal",
    is_committed: bool = False,
    sent: bool = True,
) -> Quote:
    """A client of his own with a quote of so many servers, ready in three working days."""
    deal = a_deal(company=a_company(number=100 + number), at=at)
    make = a_sent_quote if sent else a_draft_quote
    quote = make(deal=deal, lines=[{"quantity": quantity}], at=at)
    Deal.objects.filter(pk=deal.pk).update(expected_on=expected_on, stage=stage, is_committed=is_committed)
    return quote


def test_units_by_probability_and_the_month_of_being_ready(
    place: Location, server: Configuration, now: datetime
) -> None:
    """3 × 30 % + 2 × 50 % + 1 committed = 2.9 in October; 4 × 80 % = 3.2 in November."""
    quoted(1, 3, date(2026, 10, 20), at=now)
    quoted(2, 2, date(2026, 10, 21), stage="negotiation", at=now)
    quoted(3, 1, date(2026, 10, 14), is_committed=True, at=now)
    quoted(4, 4, date(2026, 10, 29), stage="documents", at=now)
    (row,) = volumes_of(TODAY).rows
    assert (row.location, row.kind, row.room) == (place, "server", 12)
    assert row.months[0] == Volume(committed=1, likely_bp=19_000, most=6, deals=3)
    assert (row.months[0].expected_tenths, row.months[1].expected_tenths) == (29, 32)
    assert row.all_dated.expected_tenths == 61
    assert row.short_on is None


def test_what_is_not_enough_is_told_by_the_month_in_which_it_runs_out(
    place: Location, server: Configuration, now: datetime
) -> None:
    """8 committed in October leave 4; of 10 more in December 50 % are likely: 13 of 12."""
    quoted(1, 2, date(2026, 10, 20), is_committed=True, at=now)
    first = quoted(2, 6, date(2026, 10, 20), is_committed=True, at=now)
    later = quoted(3, 4, date(2026, 12, 8), stage="negotiation", at=now)
    assert volumes_of(TODAY).short == []
    later.lines.update(quantity=10)
    (row,) = volumes_of(TODAY).short
    assert row.short_on == date(2026, 12, 1)
    Deal.objects.filter(pk=first.deal_id).update(is_committed=False)
    assert volumes_of(TODAY).short == []


def test_of_a_deal_the_accepted_quote_counts_else_the_last_sent(
    place: Location, server: Configuration, now: datetime
) -> None:
    one = quoted(1, 3, date(2026, 10, 20), is_committed=True, at=now)
    two = a_sent_quote(deal=one.deal, lines=[{"quantity": 5}], at=now)
    a_draft_quote(deal=one.deal, lines=[{"quantity": 2}], at=now)
    assert volumes_of(TODAY).rows[0].months[0].committed == 5
    assert (two.status, volumes_of(TODAY).rows[0].room) == ("sent", 9), (
        "the other three are held by the first"
    )
    accept_quote(quote=one, name="Ivan", by=VISITOR, at=now)
    (row,) = volumes_of(TODAY).rows
    assert row.months[0].committed == 3


def test_without_a_day_it_stands_apart_and_a_draft_or_history_nowhere(
    place: Location, server: Configuration, now: datetime
) -> None:
    quoted(1, 1, None, at=now)
    quoted(2, 2, date(2026, 10, 9), at=now)
    quoted(3, 4, date(2026, 10, 20), sent=False, at=now)
    history = quoted(4, 4, date(2026, 10, 20), at=now)
    Deal.objects.filter(pk=history.deal_id).update(imported=True)
    found = volumes_of(TODAY)
    (row,) = found.rows
    assert (row.undated.most, row.all_dated) == (3, Volume())
    assert found.without_quote == [("", 1)]


def test_far_months_stand_together(place: Location, server: Configuration, now: datetime) -> None:
    quoted(1, 1, date(2027, 6, 1), is_committed=True, at=now)
    quoted(2, 1, date(2199, 12, 31), is_committed=True, at=now)
    (row,) = volumes_of(TODAY).rows
    assert row.later.committed == 2


def test_an_engineer_reads_units_and_neither_sums_nor_names(
    place: Location,
    server: Configuration,
    engineer: Employee,
    client: Client,
    sign_in: SignIn,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    call_api: Callable[..., Any],
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    quoted(1, 3, date(2026, 10, 20), at=now)
    page = sign_in(client, engineer).get(reverse("reports:volumes")).content.decode()
    assert "0,9" in page and "Client 101" not in page and "₽" not in page and "20 000" not in page
    answer = call_api(engineer, "get", "/reports/volumes").json()
    (row,) = answer["resources"]
    assert (row["room"], row["months"][0]["expected_bp"], row["months"][0]["most"]) == (12, 9000, 3)
    assert not any("minor" in name for name in row)


def test_sellers_have_no_such_page(
    closer: Employee, project_manager: Employee, head: Employee, sign_in: SignIn
) -> None:
    for person, status in ((closer, 403), (project_manager, 200), (head, 200)):
        assert sign_in(Client(), person).get(reverse("reports:volumes")).status_code == status


def test_queries_do_not_grow_with_deals(place: Location, server: Configuration, now: datetime) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            volumes_of(local_date(now))
        return len(queries)

    quoted(1, 1, date(2026, 10, 20), at=now)
    before = asked()
    for number in range(2, 6):
        quoted(number, 1, date(2026, 10, 20), at=now)
    assert asked() == before == 5
