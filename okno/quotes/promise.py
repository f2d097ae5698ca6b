"""What may be told to the client about the date: only what was confirmed (Q5, guard 3)."""

from okno.quotes.models import Feasibility, Quote


def ready_days(quote: Quote) -> int | None:
    """Working days from the start until all lines are ready: the longest confirmed time.

    None while any line is unconfirmed: then no date may be told at all.
    """
    days: list[int] = []
    for line in quote.lines.select_related("quote", "configuration").prefetch_related("feasibilities"):
        word = line.feasibility()
        if word is None or word.status != Feasibility.Status.CONFIRMED or word.ready_days is None:
            return None
        days.append(word.ready_days)
    return max(days, default=None)
