"""How a share is said: in whole percents, for what stands on dozens of cases has no hundredths."""

from okno.reports.funnel.confidence import Rate
from okno.ui.wording import percent_text


def whole_percent(bp: int | None) -> str:
    """«33 %» of 3333 basis points; a dash where there is no share."""
    return percent_text(None if bp is None else (bp + 50) // 100 * 100)


def range_text(rate: Rate) -> str:
    """«20 % (8–42 %)»: the share and its 95 % interval."""
    return f"{whole_percent(rate.bp)} ({rate.low}–{whole_percent(rate.high * 100)})"
