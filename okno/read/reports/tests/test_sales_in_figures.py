"""Losses, sources and the funnel of a small made-up case, every figure written out by hand (L1, L4, L5)."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.actions.reopen_deal import reopen_deal
from okno.attract.deals.actions.undo_move import undo_move
from okno.attract.deals.actions.win_deal import win_deal
from okno.attract.deals.directories.losses import LOSS_REASONS
from okno.attract.deals.lists import deal_list
from okno.attract.deals.models import LossReason
from okno.attract.lead_imports.actions.import_leads import import_leads
from okno.attract.leads.actions.disqualify_lead import disqualify_lead
from okno.attract.leads.lists import lead_list
from okno.attract.leads.tests.cast import a_lead
from okno.ground.directory.actions.add_item import add_item
from okno.ground.kernel.dates import Period
from okno.ground.kernel.fake_ids import make_inn
from okno.read.reports.funnel.filters import limits_of
from okno.read.reports.funnel.losses import losses_of
from okno.read.reports.funnel.sources import sources_of
from okno.read.reports.funnel.stages import funnel_of
from okno.records.clients.actions.add_company import add_company

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
DAY = timedelta(days=1)
HISTORY = (
    b"id,company,stage,opened,closed\n"
    b"1,Acme,Lost,2026-10-01,2026-10-05\n2,Beta,Lost,2026-10-01,2026-10-06\n3,Gamma,Won,2026-10-01,2026-10-07\n"
)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def deal_of(head, closer, now):
    """`deal_of("Alpha", 20_000_00, source_type="seed", …)`: a deal of the closer, opened now."""

    def open_one(name, monthly_minor, owner=None, **given):
        number = sum(ord(letter) for letter in name)
        company = add_company(name=name, inn=make_inn(number), by=head, at=now)
        lead = a_lead(by=head, at=now, company=company, **given)
        owner = owner or closer
        return qualify_lead(lead=lead, owner=owner, title=name, monthly_minor=monthly_minor, by=head, at=now)

    return open_one


@pytest.fixture
def case(deal_of, head, closer, other_closer, now):
    """Ten leads of 12 October: five lost (one at documents), two open, one won, one turned down, one new."""
    far = add_item(
        directory=LOSS_REASONS,
        name="dearer than a rival",
        parent=LossReason.objects.get(code="competitor"),
        by=head,
        at=now,
    )
    told = {"attitude": "neutral", "by": head}
    a = deal_of("Alpha", 20_000_00, source_type="seed", channel="recommendation")
    lose_deal(deal=a, reason="price", **told, at=now + DAY)
    b = deal_of("Bravo", 5_000_00, campaign="Autumn")
    move_deal(deal=b, stage="proposal", by=head, at=now + DAY)
    lose_deal(deal=b, reason="timing", attitude="warm", by=head, at=now + 2 * DAY)
    # Opened again and lost again: one loss, with the last reason.
    reopen_deal(deal=b, by=head, at=now + 3 * DAY)
    lose_deal(deal=b, reason=far.code, competitor="Rival", **told, at=now + 4 * DAY)
    c = deal_of("Cargo", None, other_closer, source_type="spear", channel="outbound")
    lose_deal(deal=c, reason="price", **told, at=now + 5 * DAY)
    d = deal_of("Delta", 150_000_00)
    for days, stage in enumerate(("proposal", "documents"), start=1):
        move_deal(deal=d, stage=stage, by=head, at=now + days * DAY)
    lose_deal(deal=d, reason="documents", **told, at=now + 6 * DAY)
    e = deal_of("Echo", 30_000_00, campaign="Autumn")
    lose_deal(deal=e, reason=far.code, competitor=None, **told, at=now + 7 * DAY)
    # Opened again and still open: no loss.
    f = deal_of("Foxtrot", 9_000_00)
    lose_deal(deal=f, reason="price", **told, at=now + DAY)
    reopen_deal(deal=f, by=head, at=now + 2 * DAY)
    # Went on, came back; a slip of the hand taken back leaves nothing.
    g = deal_of("Golf", 10_000_00)
    for days, stage in enumerate(("proposal", "negotiation", "proposal"), start=1):
        move_deal(deal=g, stage=stage, by=head, at=now + days * DAY)
    move_deal(deal=g, stage="documents", by=head, at=now + 4 * DAY)
    undo_move(deal=g, by=head, at=now + 4 * DAY)
    h = deal_of("Hotel", 40_000_00, source_type="seed", channel="recommendation")
    move_deal(deal=h, stage="proposal", by=head, at=now + DAY)
    win_deal(deal=h, signed_on=date(2026, 10, 22), by=head, at=now + 10 * DAY)
    india = a_lead(by=head, at=now, name="India", email="india@x.test", campaign="Autumn")
    disqualify_lead(lead=india, reason="spam", by=head, at=now)
    a_lead(by=head, at=now, name="Juliet", email="juliet@x.test")
    # The same person by another channel: one lead, of the source by which he came first.
    a_lead(by=head, at=now + DAY, name="Juliet", email="juliet@x.test", source_type="spear", channel="event")
    import_leads(content=HISTORY, name="h.csv", by=head, at=now)


def opened(reader, url):
    """How many rows the list at this address has."""
    asked = QueryDict(urlsplit(url).query)
    listed = lead_list if "/leads/" in url else deal_list
    return listed(reader, asked).rows.count()


def rows_of(table):
    return [
        (str(one.label), one.depth, one.total.tally.count, one.total.tally.minor, one.total.share_bp)
        for one in table.rows
    ]


def test_losses_by_reason_are_a_tree_and_documents_stand_apart(case, head):
    told = losses_of(limits_of(head, {}), OCTOBER)
    assert (told.work.count, told.work.minor, told.work.unpriced) == (4, 55_000_00, 1)
    assert (told.documents.count, told.documents.minor) == (1, 150_000_00)
    assert rows_of(told.table) == [
        ("price", 1, 2, 20_000_00, 5_000),
        ("went to a competitor", 1, 2, 35_000_00, 5_000),
        ("dearer than a rival", 2, 2, 35_000_00, 5_000),
    ]
    assert [(str(one.label), one.tally.count, one.share_bp) for one in told.at_documents] == [
        ("contract terms not agreed", 1, 10_000)
    ]
    assert [(one.label, one.tally.count) for one in told.competitors] == [("Rival", 1)]
    assert told.unnamed.count == 1
    assert [(str(one.label), one.tally.count) for one in told.attitudes] == [("neutral", 4)]


def test_every_figure_of_losses_opens_exactly_its_deals(case, head):
    for by in ("reason", "service", "price", "source_type", "channel", "campaign", "manager", "stage"):
        told = losses_of(limits_of(head, {"history": "yes"}), OCTOBER, by, "attitude")
        cells = [cell for row in told.table.rows for cell in (*row.cells, row.total) if cell.tally.count]
        assert cells and all(opened(head, cell.url) == cell.tally.count for cell in cells), by
        assert sum(row.total.tally.count for row in told.table.rows if row.depth == 1) == 6, by
        lines = (*told.attitudes, *told.competitors, *told.at_documents)
        assert all(opened(head, one.url) == one.tally.count for one in lines)
    assert opened(head, told.documents_url) == 1


def test_what_is_not_recorded_is_said_and_has_no_share(case, head):
    told = losses_of(limits_of(head, {"history": "yes"}), OCTOBER)
    assert (told.work.count, told.unrecorded, told.table.unknown) == (6, 2, 2)
    last = told.table.rows[-1]
    assert (str(last.label), last.total.tally.count, last.total.share_bp) == ("unknown", 2, None)
    assert rows_of(told.table)[0] == ("price", 1, 2, 20_000_00, 5_000)


def test_price_bands_and_shares_within_a_column(case, head, closer, other_closer):
    told = losses_of(limits_of(head, {}), OCTOBER, "price", "manager")
    assert told.table.columns == [closer.name, other_closer.name]
    assert [
        (str(row.label), [cell.tally.count for cell in row.cells], [cell.share_bp for cell in row.cells])
        for row in told.table.rows
    ] == [
        ("up to 10,000 a month", [1, 0], [3_333, None]),
        ("10,000 to 30,000 a month", [1, 0], [3_333, None]),
        ("30,000 to 100,000 a month", [1, 0], [3_333, None]),
        ("unknown", [0, 1], [None, None]),
    ]


def test_a_seller_reads_his_own_losses(case, other_closer, head):
    told = losses_of(limits_of(other_closer, {"manager": str(head.pk)}), OCTOBER)
    assert (told.work.count, told.documents.count) == (1, 0)


def test_sources_of_a_cohort(case, head):
    told = sources_of(limits_of(head, {}), OCTOBER)
    ends = told.total.ends
    assert (ends.leads, ends.new, ends.turned_down, ends.open, ends.won, ends.lost) == (10, 1, 1, 2, 1, 5)
    assert ends.at_documents == 1
    assert [
        (
            one.depth,
            str(one.label),
            one.ends.leads,
            one.ends.qualified,
            one.ends.won,
            one.ends.lost,
            one.ends.in_work,
        )
        for one in told.rows
    ] == [
        (1, "seed (word of mouth, referral)", 2, 2, 1, 1, 0),
        (2, "referral", 2, 2, 1, 1, 0),
        (1, "net (marketing)", 7, 5, 0, 3, 3),
        (2, "website form", 7, 5, 0, 3, 3),
        (3, "no campaign", 4, 3, 0, 1, 3),
        (3, "Autumn", 3, 2, 0, 2, 0),
        (1, "spear (outbound)", 1, 1, 0, 1, 0),
        (2, "outbound list", 1, 1, 0, 1, 0),
    ]
    assert (told.total.average_minor, told.total.cycle_days) == (40_000_00, None)
    # Of the 7 whose end is known 1 won; of 9 decided 8 qualified; of 6 closed deals 1 won.
    rates = told.total.winning, told.total.qualifying, told.total.closing
    assert [(one.count, one.of, one.is_enough) for one in rates] == [
        (1, 7, False),
        (8, 9, False),
        (1, 6, False),
    ]


def test_every_figure_of_sources_opens_exactly_its_leads(case, head, closer):
    for asked in ({}, {"manager": str(closer.pk)}, {"source_type": "net"}, {"history": "yes"}):
        told = sources_of(limits_of(head, asked), OCTOBER)
        for one in (*told.rows, told.total):
            for name, url in one.urls.items():
                assert opened(head, url) == getattr(one.ends, name), (asked, one.label, name)


def test_the_funnel_counts_each_deal_once_in_a_stage(case, head):
    told = funnel_of(limits_of(head, {"history": "yes"}), OCTOBER)
    assert [(one.code, one.came, one.on, one.lost, one.stand, one.back) for one in told.passages] == [
        ("qualification", 8, 4, 3, 1, 0),
        ("proposal", 4, 2, 1, 1, 0),
        ("negotiation", 1, 0, 0, 0, 1),
        ("documents", 1, 0, 1, 0, 0),
    ]
    assert (told.deals, told.won, told.lost, told.lost_at_documents) == (8, 1, 5, 1)
    assert told.worst is not None and (told.worst.code, told.worst.lost_minor) == ("qualification", 50_000_00)
    assert [one.days for one in told.passages] == [1, None, None, None]


def test_every_figure_of_the_funnel_opens_exactly_its_deals(case, head, closer):
    for asked in ({}, {"manager": str(closer.pk)}, {"source_type": "seed"}):
        told = funnel_of(limits_of(head, asked), OCTOBER)
        for one in told.passages:
            many = {"came": one.came, "on": one.on, "lost": one.lost, "stands": one.stand, "back": one.back}
            assert {name: opened(head, url) for name, url in one.urls.items()} == {
                name: count for name, count in many.items() if count
            }
        assert opened(head, told.won_url) == told.won if told.won else not told.won_url


def test_queries_do_not_grow_with_the_deals(case, head, deal_of, now):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            limits = limits_of(head, {})
            (
                losses_of(limits, OCTOBER, "channel", "manager"),
                sources_of(limits, OCTOBER),
                funnel_of(limits, OCTOBER),
            )
        return len(caught)

    before = asked()
    for name in ("Kilo", "Lima", "Mike"):
        lose_deal(deal=deal_of(name, 1_000_00), reason="timing", attitude="warm", by=head, at=now)
    assert asked() == before
