"""An ended service bills no more, whatever its neighbours do (complaint 7)."""

from datetime import date

import pytest

from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid, Refused
from okno.money.invoicing.actions.end_service import end_service
from okno.money.invoicing.models import InvoiceLine
from okno.money.invoicing.tests.cast import bill
from okno.money.payments.tests.cast import a_subscription

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


@pytest.fixture
def services(own_company, client_company, now):
    first = a_subscription(company=client_company, lines=[{}, {}], at=now)
    return list(first.contract.subscriptions.order_by("id"))


def test_it_bills_no_more_and_its_neighbour_runs_on(services, account_manager, now) -> None:
    one, two = services
    end_service(service=one, ends_on=date(2026, 11, 10), reason="Left", by=account_manager, at=now)
    end_service(service=two, ends_on=date(2026, 12, 5), reason="Left too", by=account_manager, at=now)
    bill(date(2027, 2, 28), at=at_hour(date(2026, 12, 1), 9))
    lines = InvoiceLine.objects.filter(invoice__kind="monthly").order_by("starts_on", "subscription")
    assert list(lines.values_list("subscription", "starts_on", "ends_on", "net_minor")) == [
        (one.pk, date(2026, 11, 1), date(2026, 11, 10), 666_667),
        (two.pk, date(2026, 11, 1), date(2026, 11, 30), 2_000_000),
        (two.pk, date(2026, 12, 1), date(2026, 12, 5), 322_581),
    ]
    one.refresh_from_db()
    assert (one.ends_on, one.billed_through_on) == (date(2026, 11, 10), date(2026, 11, 10))


def test_days_already_invoiced_are_not_taken_back(services, account_manager, now) -> None:
    with pytest.raises(Refused) as refusal:
        end_service(
            service=services[0], ends_on=date(2026, 10, 20), reason="Left", by=account_manager, at=now
        )
    assert refusal.value.guard == "7"
    end_service(service=services[0], ends_on=date(2026, 10, 31), reason="Left", by=account_manager, at=now)
    services[0].refresh_from_db()
    assert services[0].ends_on == date(2026, 10, 31)


def test_an_end_may_move_until_it_is_billed(services, account_manager, now) -> None:
    for ends_on in (date(2026, 11, 10), date(2026, 11, 20)):
        end_service(service=services[0], ends_on=ends_on, reason="Left", by=account_manager, at=now)
    bill(date(2026, 11, 30), at=now)
    with pytest.raises(Conflict):
        end_service(
            service=services[0], ends_on=date(2026, 12, 31), reason="Back", by=account_manager, at=now
        )


def test_a_reason_a_sane_day_and_the_right_are_asked(services, account_manager, engineer, now) -> None:
    when = {"service": services[0], "ends_on": date(2026, 11, 10), "at": now}
    with pytest.raises(Invalid):
        end_service(**when, reason=" ", by=account_manager)
    with pytest.raises(Invalid):
        end_service(**{**when, "ends_on": date(2026, 10, 1)}, reason="Left", by=account_manager)
    with pytest.raises(Forbidden):
        end_service(**when, reason="Left", by=engineer)
