"""Two people set the status of one client at once: the second learns what the first wrote."""

from django.utils.translation import gettext as _

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid
from okno.records.clients.models import Company
from okno.records.relations.events import StatusSet, StatusWithoutStep


class StatusSetMeanwhile(Invalid):
    """A status that somebody else has set since the writer looked.

    Sending its `seen_at` overwrites that status knowingly.
    """

    def __init__(self, entry: Entry) -> None:
        """Quote the other person's entry at the field of the status."""
        message = _("{name} has written meanwhile: «{sentence}» Save once more to replace it.")
        super().__init__(status_text=message.format(name=entry.who, sentence=entry.sentence))
        self.seen_at = entry.at


def set_by_another(company: Company, by: Actor) -> Entry | None:
    """Return the entry of the current status when somebody else has set it, else None."""
    kinds = (StatusSet.name, StatusWithoutStep.name)
    entries = (
        Entry.objects.filter(company=company, kind__in=kinds)
        .select_related("by", "token")
        .order_by("-at", "-id")
    )
    last = entries.first()
    return last if last is not None and last.by_id != by.employee_id else None
