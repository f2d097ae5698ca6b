"""What may be told to the client about the date: only what was confirmed (Q5, guard 3)."""

from okno.attract.quotes.models import Feasibility, Quote


def ready_days(quote: Quote) -> int | None:
    """Working days from the start until all lines are ready: the longest confirmed time.

    None while any line is unconfirmed: then no date may be told at all.
    """
    days: list[int] = []
    for line in quote.lines.select_related("quote", "configuration").prefetch_related("feasibilities"):
        feasibility = line.feasibility()
        if (
            feasibility is None
            or feasibility.status != Feasibility.Status.CONFIRMED
            or feasibility.ready_days is None
        ):
            return None
        days.append(feasibility.ready_days)
    # The last line is ready last; a date before it would be a promise that nobody gave (guard 3).
    return max(days, default=None)
