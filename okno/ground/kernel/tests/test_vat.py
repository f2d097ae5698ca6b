from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.vat import Amounts, VatRegime, from_gross, from_net, rate_bp

rates = st.sampled_from([0, 500, 700, 2000, 2200])


@pytest.mark.parametrize(
    ("regime", "on", "bp"),
    [
        (VatRegime.GENERAL, date(2025, 12, 31), 2000),
        (VatRegime.GENERAL, date(2026, 1, 1), 2200),
        (VatRegime.SPECIAL_5, date(2026, 1, 1), 500),
        (VatRegime.SPECIAL_7, date(2025, 12, 31), 700),
        (VatRegime.NONE, date(2026, 10, 31), 0),
    ],
)
def test_the_rate_follows_the_date(regime: VatRegime, on: date, bp: int) -> None:
    assert rate_bp(regime, on) == bp


def test_tax_is_added_and_taken_out() -> None:
    assert from_net(10_750_00, 2200) == Amounts(10_750_00, 2_365_00, 13_115_00)
    assert from_gross(13_115_00, 2200) == Amounts(10_750_00, 2_365_00, 13_115_00)
    assert from_gross(100_00, 2000) == Amounts(83_33, 16_67, 100_00)
    assert from_gross(-100_00, 2000) == Amounts(-83_33, -16_67, -100_00)
    assert from_net(77_77, 0) == Amounts(77_77, 0, 77_77)


@given(st.integers(min_value=-(10**13), max_value=10**13), rates)
def test_net_and_tax_are_the_gross_and_adding_is_undone(amount: int, bp: int) -> None:
    for amounts in (from_net(amount, bp), from_gross(amount, bp)):
        assert amounts.net_minor + amounts.vat_minor == amounts.gross_minor
    assert from_gross(from_net(amount, bp).gross_minor, bp) == from_net(amount, bp)
