"""Two write the status of one client at once: the second is told what the first wrote."""

from django.utils.translation import gettext as _

from okno.clients.events import StatusSet, StatusWithoutStep
from okno.clients.models import Company
from okno.journal.models import Entry
from okno.kernel.errors import Invalid
from okno.people.models import Employee


class SetMeanwhile(Invalid):
    """Another has set the status since: `seen_at` is what to send to write over it knowingly."""

    def __init__(self, entry: Entry) -> None:
        words = _("{name} has written meanwhile: «{sentence}» Save once more to replace it.")
        super().__init__(status_text=words.format(name=entry.by or "—", sentence=entry.sentence))
        self.seen_at = entry.at


def set_by_another(company: Company, by: Employee | None) -> Entry | None:
    """The entry of the status that stands, when somebody else has set it."""
    kinds = (StatusSet.name, StatusWithoutStep.name)
    entries = (
        Entry.objects.filter(company=company, kind__in=kinds).select_related("by").order_by("-at", "-id")
    )
    last = entries.first()
    return last if last is not None and last.by_id != getattr(by, "pk", None) else None
