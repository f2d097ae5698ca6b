"""API of the assignment of a lead by hand."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from okno.attract.assignment.actions.assign_lead import assign_lead
from okno.attract.leads.api.answers import employee_of
from okno.attract.leads.api.leads import LEADS, LeadAnswer
from okno.attract.leads.models import Lead
from okno.ground.ui.access import actor, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Body, Id

router = Router()


class AssignLeadBody(Body):
    """The new assignee."""

    employee_id: Id


@router.post("/leads/{int:id}/assign", response={200: LeadAnswer, **PROBLEMS})
def assign_lead_api(request: HttpRequest, id: int, body: AssignLeadBody) -> Lead:
    """Assign a new lead to an employee."""
    lead, to = get_visible_or_404(LEADS, request, id), employee_of(body.employee_id, "employee_id")
    return assign_lead(lead=lead, to=to, by=actor(request), at=timezone.now())
