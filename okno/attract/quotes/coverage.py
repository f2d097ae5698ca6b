"""Whether a line's service can be had at its place (S4)."""

from okno.attract.quotes.models import QuoteLine
from okno.records.catalog.models import Coverage


def coverage_of(line: QuoteLine) -> str | None:
    """`present`, `planned`, or None: not there at all."""
    at_place = Coverage.objects.filter(service=line.configuration.service_id, location=line.location_id)
    return at_place.values_list("status", flat=True).first()
