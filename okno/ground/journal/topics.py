"""Topics of entries, derived from the names of their events: the filters of a stream."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import EVENTS

OTHER = "other"
TOPICS: dict[str, str | Lazy] = {
    "calls": _("calls"),
    "letters": _("letters"),
    "meetings": _("meetings"),
    "notes": _("notes"),
    "money": _("money"),
    "documents": _("documents"),
    "promises": _("our promises"),
    "statuses": _("statuses"),
    OTHER: _("other things"),
}
# The longest beginning of the event's name decides; a room that is not here is «other».
BEGINNINGS = {
    "journal.call_": "calls",
    "outbox.mail_": "letters",
    "journal.meeting_": "meetings",
    "journal.note_": "notes",
    "journal.entry_reworded": "notes",
    "journal.prices_reworded": "notes",
    "clients.letter": "letters",
    "relations.status_": "statuses",
    "relations.manager_": "statuses",
    "relations.handover": "statuses",
    "clients.became_client": "statuses",
    "clients.bank_account_": "money",
    "promises.": "promises",
    "deals.deal_": "statuses",
    "leads.lead_": "statuses",
    "assignment.lead_": "statuses",
    "approvals.": "documents",
    "quotes.": "documents",
    "contracts.": "documents",
    "delivery.order_accepted": "documents",
    "invoicing.": "money",
    "payments.": "money",
    "compensation.": "money",
}


def topic_of(kind: str) -> str:
    """Return the topic of an event by its name."""
    fitting = [beginning for beginning in BEGINNINGS if kind.startswith(beginning)]
    return BEGINNINGS[max(fitting, key=len)] if fitting else OTHER


def kinds_of(topic: str) -> list[str]:
    """Return the names of all events of a topic."""
    return [name for name in EVENTS if topic_of(name) == topic]
