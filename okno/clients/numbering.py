"""Numbers without gaps per legal entity, kind of document and year (B2)."""

from django.db.models import F

from okno.clients.models import Company, NumberSeries


def take_numbers(*, seller: Company, kind: str, year: int, count: int = 1) -> int:
    """Reserve `count` numbers in a row and return the first.

    The counter's row is updated first and read after, so that two at once wait for one another on both
    engines; a rollback gives the numbers back, so there are no gaps.
    """
    series = NumberSeries.objects.filter(seller=seller, kind=kind, year=year)
    if not series.update(last=F("last") + count):
        NumberSeries.objects.get_or_create(seller=seller, kind=kind, year=year)
        series.update(last=F("last") + count)
    return series.values_list("last", flat=True).get() - count + 1


def number_text(year: int, sequence: int) -> str:
    """«2026-000123»: the year and six digits."""
    return f"{year}-{sequence:06d}"
