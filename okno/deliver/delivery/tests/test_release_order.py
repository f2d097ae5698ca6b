"""D2, Q5: paid in full, the work may start, and the date that engineers confirmed is promised."""

from datetime import date, timedelta

import pytest

from okno.attract.quotes.models import Feasibility
from okno.attract.quotes.tests.cast import an_accepted_quote
from okno.deliver.delivery.actions.release_order import release_order
from okno.deliver.delivery.tests.cast import a_released_order, an_order
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Conflict
from okno.records.catalog.tests.cast import a_configuration, somebody

pytestmark = pytest.mark.django_db


def test_the_confirmed_days_are_counted_from_the_payment(now):
    """Three working days by the rule; paid on Thursday 15 October, so Tuesday the 20th, 18:00."""
    order = an_order(at=now)
    release_order(order=order, by=CONSOLE, at=at_hour(date(2026, 10, 15), 12))
    assert order.status == "ready"
    assert order.promise.due_at == at_hour(date(2026, 10, 20), 18)
    assert order.promised_on == date(2026, 10, 20)
    assert order.promise.confirmed_by is None
    assert order.promise.owner == order.company.manager


def test_paid_after_hours_with_no_days_to_spare_is_for_the_next_day(now):
    fast = a_configuration(setup_days=0)
    order = an_order(at=now, lines=[{"configuration": fast}])
    release_order(order=order, by=CONSOLE, at=at_hour(date(2026, 10, 16), 20))
    assert order.promised_on == date(2026, 10, 19)


def test_the_engineer_who_gave_his_word_stands_behind_it(now):
    quote = an_accepted_quote(at=now)
    egor = somebody("engineer")
    Feasibility.objects.update(basis="engineer", answered_by=egor, ready_days=10)
    order = a_released_order(at=now, quote=quote)
    assert order.promised_on == date(2026, 10, 26)
    assert order.promise.confirmed_by == egor


def test_without_a_confirmed_time_no_date_is_told(now):
    """Guard 3: better no date than one that engineers do not stand behind."""
    order = an_order(at=now)
    Feasibility.objects.update(status="void")
    release_order(order=order, by=CONSOLE, at=now)
    assert (order.status, order.promise, order.promised_on) == ("ready", None, None)


def test_released_once(now):
    order = a_released_order(at=now)
    with pytest.raises(Conflict):
        release_order(order=order, by=CONSOLE, at=now)


def test_steps_are_due_before_the_promised_date(now):
    """Promised for Thursday 15 October; the connection takes a day, so the preparation is due on the 14th."""
    order = a_released_order(at=now)
    assert [step.due_on for step in order.steps.all()] == [
        date(2026, 10, 14),
        date(2026, 10, 15),
        date(2026, 10, 15),
        date(2026, 10, 15),
    ]


def test_no_step_is_due_before_the_work_may_start(now):
    fast = a_configuration(setup_days=0)
    order = a_released_order(at=now, lines=[{"configuration": fast}])
    assert {step.due_on for step in order.steps.all()} == {date(2026, 10, 12)}


def test_the_promise_is_late_the_day_after(now):
    order = a_released_order(at=now)
    manager = type(order).objects
    for days, late in ((3, False), (4, True)):
        on = date(2026, 10, 12) + timedelta(days=days)
        assert order.is_late(on) is late
        assert manager.late(on).exists() is late
