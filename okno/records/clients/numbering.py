"""Numbers without gaps per legal entity, kind of document and year (B2)."""

from django.db.models import F, Q

from okno.ground.ui.search import SearchQuery
from okno.records.clients.models import Company, NumberSeries


def take_numbers(*, seller: Company, kind: str, year: int, count: int = 1) -> int:
    """Reserve `count` numbers in a row and return the first.

    The counter's row is updated first and read after, so that two at once wait for one another on both
    engines; a rollback gives the numbers back, so there are no gaps.
    """
    series = NumberSeries.objects.filter(seller=seller, kind=kind, year=year)
    # The UPDATE is the lock: whoever takes numbers next waits here, and no number is given twice.
    if not series.update(last=F("last") + count):
        NumberSeries.objects.get_or_create(seller=seller, kind=kind, year=year)
        series.update(last=F("last") + count)
    return series.values_list("last", flat=True).get() - count + 1


def numbered(kind: str, query: SearchQuery, prefix: str = "") -> Q | None:
    """Return the condition of having the searched number, of any entity and year; None when nothing has.

    It names entity and year, as the index of numbers begins with them.
    """
    if query.number is None:
        return None
    year, sequence = query.number
    if query.series is None:
        series = NumberSeries.objects.filter(last__gte=sequence)
        query.series = list(series.values_list("kind", "seller", "year"))
    condition = Q()
    for of_kind, seller, of_year in query.series:
        if of_kind == kind and year in (None, of_year):
            condition |= Q(
                **{f"{prefix}seller": seller, f"{prefix}year": of_year, f"{prefix}sequence": sequence}
            )
    return condition or None


def number_text(year: int, sequence: int) -> str:
    """Return «2026-000123»: the year and six digits."""
    return f"{year}-{sequence:06d}"
