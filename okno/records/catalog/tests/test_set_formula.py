from datetime import date

import pytest

from okno.ground.kernel.actors import CLOCK, CONSOLE, VISITOR
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.records.catalog.actions.set_formula import set_formula
from okno.records.catalog.amounts import lowest_net_minor
from okno.records.catalog.floors import formula_on
from okno.records.catalog.models import FloorFormula
from okno.records.catalog.tests.cast import a_configuration, floor_on, the_formula

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

RATES = {"overhead_bp": 1000, "seller_share_bp": 500, "margin_bp": 1500}


def test_the_worked_example_of_s3():
    floor = floor_on(a_configuration(), date(2026, 10, 12))
    assert floor is not None
    assert lowest_net_minor(floor) == 1_075_000


def test_a_new_version_is_in_force_from_its_day(owner, now):
    server = a_configuration()
    new = set_formula(starts_on=date(2026, 11, 1), **{**RATES, "margin_bp": 3500}, by=owner, at=now)
    assert new.version == 2
    assert formula_on(date(2026, 10, 31)).version == 1
    assert formula_on(date(2026, 11, 1)).version == 2
    # 8,600 ÷ (1 − 0.05 − 0.35) = 14,333.33…, rounded up.
    assert lowest_net_minor(floor_on(server, date(2026, 11, 1))) == 1_433_334


def test_the_turnover_tax_counts(owner, now):
    set_formula(starts_on=date(2026, 11, 1), **RATES, tax_bp=600, by=owner, at=now)
    # (6,600 + 2,000) ÷ (1 − 0.05 − 0.15 − 0.06) = 11,621.62…, rounded up.
    server = a_configuration()
    assert lowest_net_minor(floor_on(server, date(2026, 11, 1))) == 1_162_163


@pytest.mark.parametrize("starts_on", [date(2024, 12, 31), date(2025, 1, 1), date(2026, 10, 11)])
def test_never_backwards(owner, now, starts_on):
    the_formula()
    with pytest.raises(Invalid):
        set_formula(starts_on=starts_on, **RATES, by=owner, at=now)
    assert FloorFormula.objects.count() == 1


def test_a_day_has_one_version(owner, now):
    set_formula(starts_on=date(2026, 11, 1), **RATES, by=owner, at=now)
    with pytest.raises(Invalid):
        set_formula(starts_on=date(2026, 11, 1), **RATES, by=owner, at=now)


@pytest.mark.parametrize("rates", [{"margin_bp": 9500}, {"overhead_bp": -1}, {"partner_share_bp": 8000}])
def test_shares_leave_something_for_the_cost(owner, now, rates):
    with pytest.raises(Invalid):
        set_formula(starts_on=date(2026, 11, 1), **{**RATES, **rates}, by=owner, at=now)


def test_the_formula_is_the_owners_word(head, closer, now):
    for by in (head, closer, CLOCK, CONSOLE, VISITOR):
        with pytest.raises(Forbidden):
            set_formula(starts_on=date(2026, 11, 1), **RATES, by=by, at=now)


def test_before_the_first_version_no_floor_is_known():
    server = a_configuration()
    FloorFormula.objects.all().delete()
    assert floor_on(server, date(2026, 10, 12)) is None
