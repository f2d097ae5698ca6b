"""API of several leads at once: release them, assign them to one employee."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from okno.attract.assignment.actions.give_out_leads import give_out_leads
from okno.attract.assignment.actions.release_leads import release_leads
from okno.attract.leads.api.answers import employee_of
from okno.attract.leads.api.marked_leads import LeadsCounted, ReleaseLeadsBody, _leads
from okno.ground.ui.access import actor
from okno.ground.ui.api import PROBLEMS, Id

router = Router()


class GiveOutLeadsBody(ReleaseLeadsBody):
    """The numbers of the leads and the new assignee."""

    employee_id: Id


@router.post("/leads/release", response={200: LeadsCounted, **PROBLEMS})
def release_leads_api(request: HttpRequest, body: ReleaseLeadsBody) -> dict[str, int]:
    """Release leads on hold, at most 200 at once: they are assigned by the rules, as any."""
    leads = _leads(request, body)
    return {"count": release_leads(leads=leads, by=actor(request), at=timezone.now())}


@router.post("/leads/give-out", response={200: LeadsCounted, **PROBLEMS})
def give_out_leads_api(request: HttpRequest, body: GiveOutLeadsBody) -> dict[str, int]:
    """Assign all the leads to one employee, or none; at most 200 at once."""
    leads, to = _leads(request, body), employee_of(body.employee_id, "employee_id")
    return {"count": give_out_leads(leads=leads, to=to, by=actor(request), at=timezone.now())}
