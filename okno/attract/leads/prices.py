"""The journal of the minimum price that a client was told early (L3)."""

from datetime import datetime

from okno.attract.leads.events import MinimumPriceTold
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.ground.journal.record import record
from okno.ground.kernel.actors import Actor


def minimum_price_entry(lead: Lead) -> Entry | None:
    """Return the last journal entry about the minimum price, or None when the client was told none."""
    entries = Entry.objects.about(lead).filter(kind=MinimumPriceTold.name)
    return entries.select_related("by", "token").order_by("-at", "-pk").first()


def record_minimum_price(lead: Lead, whom: str, *, by: Actor, at: datetime) -> None:
    """Write the journal entry: how much the client was told, who heard it, who told it and when."""
    listener = " ".join(whom.split())[:200] or (lead.contact.name if lead.contact else str(lead))
    record(
        MinimumPriceTold,
        subject=lead,
        by=by,
        at=at,
        told_minor=lead.minimum_price_told_minor,
        whom=listener,
    )
