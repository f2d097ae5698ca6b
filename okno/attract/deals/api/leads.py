"""Leads: filed, given, qualified, turned down. No operation sets the mark of history."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.api.answers import DealAnswer
from okno.attract.deals.models import Deal
from okno.attract.leads.api.answers import Short, Sum, employee_of
from okno.attract.leads.api.leads import LEADS
from okno.ground.ui.access import actor, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Body, Id, Line, Text

router = Router()


class QualifyLeadBody(Body):
    """What is left out stays as the lead has it. Sums are minor units a month, days ISO dates.

    `answers` go by the codes of the questions. `note` is for the colleague whom `owner_id` names.
    """

    title: Line
    owner_id: Id | None = None
    monthly_minor: Sum | None = None
    need: Text = ""
    budget_minor: Sum | None = None
    decision_maker: Short = ""
    timing: Short = ""
    place: Short = ""
    minimum_price_told_minor: Sum | None = None
    answers: dict[str, str | int | bool] = {}
    note: Annotated[str, Field(max_length=1000)] = ""


@router.post("/leads/{int:id}/qualify", response={201: DealAnswer, **PROBLEMS})
def qualify_lead_api(request: HttpRequest, id: int, body: QualifyLeadBody) -> Status[Deal]:
    """Open a deal from the lead. Without `owner_id` it is led by the lead's manager, or by the caller."""
    lead, by = get_visible_or_404(LEADS, request, id), actor(request)
    fields = body.model_dump(exclude={"owner_id"})
    owner = employee_of(body.owner_id, "owner_id") if body.owner_id else lead.assigned_to or by.employee
    return Status(201, qualify_lead(lead=lead, owner=owner, **fields, by=by, at=timezone.now()))
