"""What counts as the first response to a lead, though it happens in another room."""

from okno.attract.assignment.first_response import answer_them, new_leads_of
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.ground.journal.reacting import reactor_of


def count_as_first_response(entry: Entry) -> None:
    """Count a call that reached, a meeting or a letter as the response to the client's new leads."""
    if entry.kind.startswith("journal.call_") and entry.data.get("result") not in ("", None, "reached"):
        return
    if entry.by is not None and entry.company_id is not None:
        answer_them(new_leads_of(entry.company_id, entry.at), by=reactor_of(entry), at=entry.at)


def count_lead_as_responded(entry: Entry) -> None:
    """Count the lead as responded: who qualifies or disqualifies it has spoken with the client by then."""
    if entry.by is None:
        return
    is_lead = entry.subject_kind == Lead._meta.label_lower
    leads = Lead.objects.filter(**{"pk" if is_lead else "deal": entry.subject_id})
    answer_them(leads, by=reactor_of(entry), at=entry.at)
