"""How a share is said: in whole percents, for what stands on dozens of cases has no hundredths."""

from okno.ground.ui.formatting import percent_text
from okno.read.reports.funnel.confidence import Rate


def whole_percent(bp: int | None) -> str:
    """Return «33 %» for 3333 basis points; a dash without a share."""
    # To whole percents, a half up: beside a dozen deals a tenth of a percent says nothing.
    return percent_text(None if bp is None else (bp + 50) // 100 * 100)


def range_text(rate: Rate) -> str:
    """Return «20 % (8–42 %)»: the share and its 95 % interval."""
    return f"{whole_percent(rate.bp)} ({rate.low}–{whole_percent(rate.high * 100)})"
