from hypothesis import given
from hypothesis import strategies as st

from okno.attract.quotes.amounts import line_sums, total_sums

MINOR = st.integers(0, 10**12)
RATE = st.sampled_from([0, 500, 700, 2000, 2200])


def test_vat_on_top_and_inside():
    on_top = line_sums(
        quantity=3, monthly_minor=1_075_000, one_off_minor=10_001, vat_included=False, rate_bp=2200
    )
    assert (on_top.monthly.net_minor, on_top.monthly.vat_minor, on_top.monthly.gross_minor) == (
        3_225_000,
        709_500,
        3_934_500,
    )
    # 300.03 × 22 % = 66.0066, rounded once for the line.
    assert (on_top.one_off.vat_minor, on_top.first_minor) == (6_601, 3_971_104)
    inside = line_sums(quantity=1, monthly_minor=1_311_500, one_off_minor=0, vat_included=True, rate_bp=2200)
    assert (inside.monthly.net_minor, inside.monthly.vat_minor) == (1_075_000, 236_500)


def test_nothing_sums_to_nothing():
    assert total_sums([]).first_minor == 0


@given(st.lists(st.tuples(st.integers(1, 99), MINOR, MINOR), max_size=5), st.booleans(), RATE)
def test_totals_are_the_columns_added_up(rows, vat_included, rate_bp):
    lines = [
        line_sums(
            quantity=quantity,
            monthly_minor=monthly,
            one_off_minor=one_off,
            vat_included=vat_included,
            rate_bp=rate_bp,
        )
        for quantity, monthly, one_off in rows
    ]
    total = total_sums(lines)
    for part in ("monthly", "one_off"):
        whole = getattr(total, part)
        assert whole.net_minor + whole.vat_minor == whole.gross_minor
        assert whole.gross_minor == sum(getattr(line, part).gross_minor for line in lines)
    typed = sum(quantity * monthly for quantity, monthly, _ in rows)
    assert (total.monthly.gross_minor if vat_included else total.monthly.net_minor) == typed
