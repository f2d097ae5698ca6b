"""The gate: guards 1, 3 and 4 on a quote before it leaves the house."""

from datetime import date, timedelta

import pytest

from okno.attract.quotes.actions.add_line import add_line
from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.actions.change_terms import change_terms
from okno.attract.quotes.actions.send_quote import send_quote
from okno.attract.quotes.models import Quote
from okno.attract.quotes.ready_date import ready_days
from okno.attract.quotes.send_blockers import missing
from okno.attract.quotes.tests.cast import a_draft_quote, a_sent_quote
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.errors import Conflict, Forbidden, Guard, Refused
from okno.records.catalog.actions.set_cost import set_cost
from okno.records.catalog.models import Configuration, Coverage
from okno.records.catalog.tests.cast import a_configuration, somebody
from okno.records.resources.actions.free_hold import free_hold
from okno.records.resources.models import Capacity, Hold
from okno.records.resources.tests.cast import a_place
from okno.team.approvals.actions.grant_approval import grant_approval
from okno.team.approvals.models import Approval

pytestmark = pytest.mark.django_db


def confirmed(quote, at):
    for line in quote.lines.all():
        ask_feasibility(line=line, by=quote.author, at=at)
    return quote


def priced(minor, at, **how):
    """A confirmed draft of one line of S3's example at this price."""
    return confirmed(a_draft_quote(at=at, lines=[{"monthly_minor": minor}], **how), at)


def send(quote, at):
    return send_quote(quote=quote, by=quote.author, at=at)


@pytest.mark.parametrize(
    ("minor", "vat_included"), [(1_075_000, False), (1_311_500, True), (2_000_000, False)]
)
def test_at_the_floor_or_above_it_is_sent(now, minor, vat_included):
    quote = send(priced(minor, now, vat_included=vat_included), now)
    assert (quote.status, quote.sent_at) == (Quote.Status.SENT, now)


@pytest.mark.parametrize(("minor", "vat_included"), [(1_074_999, False), (1_311_499, True)])
def test_a_kopeck_below_the_floor_is_refused(now, minor, vat_included):
    quote = priced(minor, now, vat_included=vat_included)
    with pytest.raises(Refused) as refusal:
        send(quote, now)
    assert refusal.value.guard == Guard.FLOOR
    assert Quote.objects.get().status == Quote.Status.DRAFT
    assert not Entry.objects.filter(kind="quotes.quote_sent").exists()


@pytest.mark.parametrize(("minor", "lacks"), [(1_075_000, 0), (1_074_999, 1)])
def test_ten_units_have_ten_floors(now, minor, lacks):
    line = {"monthly_minor": minor, "quantity": 10}
    assert len(missing(confirmed(a_draft_quote(at=now, lines=[line]), now), now)) == lacks


def test_a_one_off_price_pays_for_the_outlay(now):
    # Without the outlay of 24,000.00 the floor is 6,600 ÷ 0.80 = 8,250.00.
    line = {"monthly_minor": 825_000, "one_off_minor": 2_400_000}
    assert missing(confirmed(a_draft_quote(at=now, lines=[line]), now), now) == []


def test_unknown_cost_is_refused_at_any_price(now):
    a_configuration(cost_minor=None)
    quote = priced(99_999_999, now)
    with pytest.raises(Refused) as refusal:
        send(quote, now)
    assert refusal.value.guard == Guard.FLOOR
    with pytest.raises(Refused):
        ask_price_approval(line=quote.lines.get(), reason="Please", by=quote.author, at=now)


def test_everything_missing_is_said_at_once(now):
    quote = a_draft_quote(at=now, lines=[{"monthly_minor": 1_000_000, "title": "First"}, {"title": "Second"}])
    lacks = missing(quote, now)
    assert [(one.guard, one.line.title) for one in lacks] == [
        (Guard.FLOOR, "First"),
        (Guard.FEASIBILITY, "First"),
        (Guard.FEASIBILITY, "Second"),
    ]
    with pytest.raises(Refused) as refusal:
        send(quote, now)
    for one in lacks:
        assert one.reason in str(refusal.value.reason)


def test_an_empty_quote_is_not_sent(now):
    with pytest.raises(Refused):
        send(a_draft_quote(at=now, lines=[]), now)


def test_without_capacity_held_it_is_not_sent(now):
    quote = priced(2_000_000, now)
    free_hold(hold=Hold.objects.get(), by=quote.author, at=now)
    with pytest.raises(Refused) as refusal:
        send(quote, now)
    assert refusal.value.guard == Guard.FEASIBILITY


def test_the_hold_covers_all_units_of_the_line(now):
    quote = priced(2_000_000, now)
    Hold.objects.update(until_on=date(2026, 10, 25))
    assert [one.guard for one in missing(quote, now)] == [Guard.FEASIBILITY]
    Hold.objects.update(until_on=date(2026, 10, 26))
    Configuration.objects.update(units=2)
    assert [one.guard for one in missing(quote, now)] == [Guard.FEASIBILITY]


def test_a_hold_at_another_place_covers_nothing(now):
    quote = priced(2_000_000, now)
    elsewhere = Capacity.objects.create(
        location=a_place(capacity=None, code="elsewhere"), kind="server", total=5, held=1
    )
    Hold.objects.update(capacity=elsewhere)
    with pytest.raises(Refused) as refusal:
        send(quote, now)
    assert refusal.value.guard == Guard.FEASIBILITY
    assert Quote.objects.get().status == Quote.Status.DRAFT


def test_a_hold_of_another_kind_covers_nothing(now):
    quote = priced(2_000_000, now)
    Capacity.objects.update(kind="rack_unit")
    assert [one.guard for one in missing(quote, now)] == [Guard.FEASIBILITY]


def test_a_confirmation_that_ends_before_the_quote_does_not_do(now):
    quote = priced(2_000_000, now)
    change_terms(quote=quote, valid_until_on=date(2026, 11, 30), by=quote.author, at=now)
    quote.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        send(quote, now)
    assert refusal.value.guard == Guard.FEASIBILITY
    send(confirmed(quote, now), now)


def test_a_quote_whose_validity_has_passed_is_not_sent(now):
    quote = priced(2_000_000, now)
    with pytest.raises(Refused):
        send(quote, now + timedelta(days=15))


def test_the_date_told_is_the_longest_confirmed(now):
    quick, slow = a_configuration(code="quick", setup_days=2), a_configuration(code="slow", setup_days=9)
    quote = a_draft_quote(at=now, lines=[{"configuration": quick}, {"configuration": slow}])
    assert ready_days(quote) is None
    ask_feasibility(line=quote.lines.first(), by=quote.author, at=now)
    assert ready_days(quote) is None
    assert ready_days(confirmed(quote, now)) == 9


def test_sent_is_frozen(now):
    quote = a_sent_quote(at=now)
    with pytest.raises(Conflict):
        send(quote, now)
    line = quote.lines.get()
    given = {"configuration": line.configuration, "location": line.location}
    with pytest.raises(Conflict):
        add_line(quote=quote, by=quote.author, at=now, **given)
    with pytest.raises(Conflict):
        change_terms(quote=quote, term_months=24, by=quote.author, at=now)


def test_who_does_not_sell_or_does_not_see_the_deal_sends_nothing(now, closer, other_closer, engineer):
    quote = confirmed(a_draft_quote(by=closer, at=now), now)
    for by in (other_closer, engineer, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            send_quote(quote=quote, by=by, at=now)


def test_an_approval_is_spent_once_and_expires(now, head):
    quote = priced(1_000_000, now)
    line = quote.lines.get()
    asked = ask_price_approval(line=line, reason="A big client", by=quote.author, at=now)
    assert len(missing(quote, now)) == 1
    grant_approval(approval=asked, expires_at=now + timedelta(days=1), by=head, at=now)
    assert missing(quote, now) == []
    assert len(missing(quote, now + timedelta(days=1, minutes=1))) == 1
    send(quote, now)
    assert Approval.objects.get().status == Approval.Status.USED


def test_a_cost_that_rose_after_the_approval_asks_for_another(now, head):
    quote = priced(1_000_000, now)
    line = quote.lines.get()
    asked = ask_price_approval(line=line, reason="A big client", by=quote.author, at=now)
    grant_approval(approval=asked, by=head, at=now)
    set_cost(
        configuration=line.configuration,
        name="Hardware rent",
        kind="monthly",
        amount_minor=900_000,
        starts_on=date(2026, 10, 13),
        by=somebody("owner"),
        at=now,
    )
    assert missing(quote, now) == []
    assert [one.guard for one in missing(quote, now + timedelta(days=1))] == [Guard.FLOOR]


def test_asked_again_after_coverage_ended_it_is_refused(now):
    quote = priced(2_000_000, now)
    Coverage.objects.all().delete()
    again = ask_feasibility(line=quote.lines.get(), by=quote.author, at=now)
    assert again.status == "refused"
    with pytest.raises(Refused):
        send(quote, now)
