"""The API of who keeps a client and where the client stands."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import AwareDatetime, Field

from okno.clients.actions.set_manager import set_manager as set_manager_of
from okno.clients.actions.set_status import set_status as set_status_of
from okno.clients.api.companies import CompanyAnswer
from okno.clients.models import Company
from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.ui.api import PROBLEMS, Body, Id, Sentence

router = Router()


class NewStatus(Body):
    status_text: Sentence
    next_step: Sentence = ""
    next_step_on: date | None = None
    seen_at: AwareDatetime | None = Field(
        None, description="When you looked: 422 when another has set a status since"
    )


class NewManager(Body):
    manager_id: Id
    starts_on: date


@router.post("/companies/{id}/set-status", response={200: CompanyAnswer, **PROBLEMS})
def set_status(request: HttpRequest, id: int, body: NewStatus) -> Company:
    thing = one_visible(Company.objects, request, id)
    return set_status_of(company=thing, by=caller(request), at=timezone.now(), **body.model_dump())


@router.post("/companies/{id}/set-manager", response={200: CompanyAnswer, **PROBLEMS})
def set_manager(request: HttpRequest, id: int, body: NewManager) -> Company:
    thing = one_visible(Company.objects, request, id)
    manager = one_visible(Employee.objects, request, body.manager_id)
    at = timezone.now()
    set_manager_of(company=thing, manager=manager, starts_on=body.starts_on, by=caller(request), at=at)
    return thing
