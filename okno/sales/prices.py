"""The minimum price that a client was told early, so that it is no surprise (L3)."""

from datetime import datetime

from okno.journal.models import Entry
from okno.journal.record import record
from okno.people.models import Employee
from okno.sales.events import MinimumPriceTold
from okno.sales.models import Lead


def price_told(lead: Lead) -> Entry | None:
    """The last time that the minimum price was told: when, by whom, to whom."""
    told = Entry.objects.about(lead).filter(kind=MinimumPriceTold.name)
    return told.select_related("by").order_by("-at", "-pk").first()


def record_told(lead: Lead, whom: str, *, by: Employee | None, at: datetime) -> None:
    """How much, to whom, by whom and when: in the stream of the company."""
    said_to = " ".join(whom.split())[:200] or (lead.contact.name if lead.contact else str(lead))
    record(
        MinimumPriceTold,
        subject=lead,
        company=lead.company,
        by=by,
        at=at,
        told_minor=lead.minimum_price_told_minor,
        whom=said_to,
    )
