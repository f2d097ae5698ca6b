"""The floor price: S3's worked figures, and the laws of its verdicts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.records.catalog.amounts import (
    CostKind,
    CostPart,
    Floor,
    FloorFormula,
    Verdict,
    floor_of,
    lowest_gross_minor,
    lowest_net_minor,
    margin_bp,
    net_of,
    verdict,
)

FORMULA = FloorFormula(version=1, overhead_bp=1000, seller_share_bp=500, partner_share_bp=0, margin_bp=1500)
SERVER = [CostPart(CostKind.MONTHLY, 600_000), CostPart(CostKind.OUTLAY, 2_400_000, 12)]


def known(floor: Floor | None) -> Floor:
    assert floor is not None
    return floor


@pytest.mark.parametrize(
    ("price_minor", "vat_included", "vat_rate_bp", "answer"),
    [
        (1_075_000, False, 2200, Verdict.OK),
        (1_074_999, False, 2200, Verdict.BELOW),
        (1_311_500, True, 2200, Verdict.OK),
        (1_311_499, True, 2200, Verdict.BELOW),
        (1_075_000, True, 0, Verdict.OK),
        (1_290_000, True, 2000, Verdict.OK),
        (1_289_999, True, 2000, Verdict.BELOW),
    ],
)
def test_worked_example_of_s3(
    price_minor: int, vat_included: bool, vat_rate_bp: int, answer: Verdict
) -> None:
    floor = floor_of(SERVER, FORMULA)
    assert verdict(price_minor, vat_included=vat_included, vat_rate_bp=vat_rate_bp, floor=floor) == answer


def test_floor_shows_what_it_is_made_of() -> None:
    floor = known(floor_of(SERVER, FORMULA))
    assert (floor.monthly, floor.overhead, floor.payback, floor.cost) == (600_000, 60_000, 200_000, 860_000)
    assert (floor.numerator, floor.denominator) == (1_075_000, 1)
    assert lowest_net_minor(floor) == 1_075_000
    assert lowest_gross_minor(floor, 2200) == 1_311_500


def test_margin_of_a_price() -> None:
    floor = known(floor_of(SERVER, FORMULA))

    def margin(price_minor: int) -> int | None:
        return margin_bp(price_minor, vat_included=False, vat_rate_bp=2200, floor=floor)

    assert margin(1_075_000) == 1500
    assert margin(1_074_999) == 1499
    assert margin(1_720_000) == 4500
    assert margin(800_000) == -1250
    assert margin(0) is None


@pytest.mark.parametrize(
    "parts", [None, [], [CostPart(CostKind.MONTHLY, None)], [*SERVER, CostPart(CostKind.OUTLAY, None)]]
)
def test_unknown_cost_never_passes(parts: list[CostPart] | None) -> None:
    floor = floor_of(parts, FORMULA)
    assert floor is None
    assert verdict(10**12, vat_included=False, vat_rate_bp=2200, floor=floor) == Verdict.UNKNOWN


def test_what_costs_nothing_says_so() -> None:
    floor = floor_of([CostPart(CostKind.MONTHLY, 0)], FORMULA)
    assert verdict(0, vat_included=False, vat_rate_bp=2200, floor=floor) == Verdict.OK


def test_quantity_multiplies_what_is_per_unit() -> None:
    cable = CostPart(CostKind.OUTLAY, 1_200_000, per_unit=False)
    floor = known(floor_of([*SERVER, cable], FORMULA, quantity=3))
    assert (floor.monthly, floor.overhead, floor.payback) == (1_800_000, 180_000, 700_000)
    assert lowest_net_minor(floor) == 3_350_000


def test_one_off_price_covers_the_outlay_and_no_more() -> None:
    assert lowest_net_minor(known(floor_of(SERVER, FORMULA, one_off_net=1_200_000))) == 950_000
    assert lowest_net_minor(known(floor_of(SERVER, FORMULA, one_off_net=2_400_000))) == 825_000
    assert lowest_net_minor(known(floor_of(SERVER, FORMULA, one_off_net=9_900_000))) == 825_000
    inside = net_of(1_464_000, vat_included=True, vat_rate_bp=2200)
    assert inside == 1_200_000
    assert lowest_net_minor(known(floor_of(SERVER, FORMULA, one_off_net=inside))) == 950_000


def test_screen_figures_round_up() -> None:
    floor = known(floor_of([CostPart(CostKind.OUTLAY, 100, 7)], FORMULA))
    assert (floor.numerator, floor.denominator) == (125, 7)
    assert lowest_net_minor(floor) == 18
    assert lowest_gross_minor(floor, 2200) == 22


def test_a_formula_must_leave_something_for_the_cost() -> None:
    with pytest.raises(ValueError, match="leave nothing"):
        FloorFormula(version=1, overhead_bp=0, seller_share_bp=5000, partner_share_bp=2000, margin_bp=3000)


amounts = st.integers(0, 10**11)
prices = st.integers(0, 10**12)
vat_rates = st.sampled_from([0, 500, 700, 2000, 2200])
parts_lists = st.lists(
    st.builds(CostPart, st.sampled_from(CostKind), amounts, st.none() | st.integers(1, 60), st.booleans()),
    min_size=1,
    max_size=6,
)
formulas = st.builds(
    FloorFormula,
    version=st.just(1),
    overhead_bp=st.integers(0, 5000),
    seller_share_bp=st.integers(0, 2000),
    partner_share_bp=st.integers(0, 2000),
    margin_bp=st.integers(0, 4000),
    tax_bp=st.integers(0, 1500),
    payback_months=st.integers(1, 36),
)
floors = st.builds(
    lambda *of: known(floor_of(*of)),
    parts_lists,
    formulas,
    st.integers(1, 50),
    st.fractions(0, 10**11, max_denominator=122),
)


@given(floors, prices, vat_rates)
def test_vat_inside_or_on_top_is_one_verdict(floor: Floor, units: int, vat_rate_bp: int) -> None:
    net_minor, gross_minor = units * 10_000, units * (10_000 + vat_rate_bp)
    on_top = verdict(net_minor, vat_included=False, vat_rate_bp=vat_rate_bp, floor=floor)
    assert verdict(gross_minor, vat_included=True, vat_rate_bp=vat_rate_bp, floor=floor) == on_top


@given(floors, prices, prices, vat_rates, st.booleans())
def test_a_higher_price_is_never_worse(
    floor: Floor, one: int, more: int, vat_rate_bp: int, vat_included: bool
) -> None:
    low, high = (
        verdict(price, vat_included=vat_included, vat_rate_bp=vat_rate_bp, floor=floor)
        for price in (one, one + more)
    )
    assert not (low == Verdict.OK and high == Verdict.BELOW)


@given(floors, vat_rates)
def test_the_shown_floor_passes_and_a_kopeck_less_does_not(floor: Floor, vat_rate_bp: int) -> None:
    for shown, vat_included in (
        (lowest_net_minor(floor), False),
        (lowest_gross_minor(floor, vat_rate_bp), True),
    ):
        at, under = (
            verdict(price, vat_included=vat_included, vat_rate_bp=vat_rate_bp, floor=floor)
            for price in (shown, shown - 1)
        )
        assert (at, under) == (Verdict.OK, Verdict.BELOW)


@given(floors, st.integers(1, 10**12), vat_rates, st.booleans())
def test_the_shown_margin_agrees_with_the_verdict(
    floor: Floor, price_minor: int, vat_rate_bp: int, vat_included: bool
) -> None:
    answer = verdict(price_minor, vat_included=vat_included, vat_rate_bp=vat_rate_bp, floor=floor)
    margin = margin_bp(price_minor, vat_included=vat_included, vat_rate_bp=vat_rate_bp, floor=floor)
    assert margin is not None
    assert (margin >= floor.formula.margin_bp) == (answer == Verdict.OK)


@given(parts_lists, formulas, st.integers(0, 10**11), st.integers(0, 10**11))
def test_a_larger_one_off_price_never_raises_the_floor(
    parts: list[CostPart], formula: FloorFormula, one_off: int, more: int
) -> None:
    covered, covered_more = (
        known(floor_of(parts, formula, 1, paid)).price for paid in (one_off, one_off + more)
    )
    assert covered >= covered_more >= Fraction(0)
