"""The API of the manager and the status of a client."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import AwareDatetime, Field

from okno.ground.ui.access import actor, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Body, Id, Sentence
from okno.records.clients.api.companies import CompanyAnswer
from okno.records.clients.models import Company
from okno.records.relations.actions.set_manager import set_manager
from okno.records.relations.actions.set_status import set_status
from okno.team.people.models import Employee

router = Router()


class SetStatusBody(Body):
    status_text: Sentence
    next_step: Sentence = ""
    next_step_on: date | None = None
    seen_at: AwareDatetime | None = Field(
        None, description="When you looked: 422 when another has set a status since"
    )


class SetManagerBody(Body):
    manager_id: Id
    starts_on: date


@router.post("/companies/{id}/set-status", response={200: CompanyAnswer, **PROBLEMS})
def set_status_api(request: HttpRequest, id: int, body: SetStatusBody) -> Company:
    """Set the client's status and next step."""
    company = get_visible_or_404(Company.objects, request, id)
    return set_status(company=company, by=actor(request), at=timezone.now(), **body.model_dump())


@router.post("/companies/{id}/set-manager", response={200: CompanyAnswer, **PROBLEMS})
def set_manager_api(request: HttpRequest, id: int, body: SetManagerBody) -> Company:
    """Set the client's manager from a date on."""
    company = get_visible_or_404(Company.objects, request, id)
    manager = get_visible_or_404(Employee.objects, request, body.manager_id)
    at = timezone.now()
    set_manager(company=company, manager=manager, starts_on=body.starts_on, by=actor(request), at=at)
    return company
