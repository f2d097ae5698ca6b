"""Many leads at once: let go, given to one, turned down with one reason."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from okno.kernel.errors import Invalid
from okno.people.doors import caller
from okno.sales.actions.give_out_leads import give_out_leads
from okno.sales.actions.let_go_leads import let_go_leads
from okno.sales.actions.turn_down_leads import turn_down_leads
from okno.sales.api.answers import employee_of
from okno.sales.models import Lead
from okno.ui.api import PROBLEMS, Answer, Body, Id, Line

router = Router(tags=["sales"])


class LeadsBody(Body):
    lead_ids: Annotated[list[Id], Field(min_length=1, max_length=5_000)]


class GiveOutBody(LeadsBody):
    employee_id: Id


class TurnDownLeadsBody(LeadsBody):
    reason: Line


class LeadsCounted(Answer):
    """How many were changed; those that were closed meanwhile are not among them."""

    count: int


@router.post("/leads/let-go", response={200: LeadsCounted, **PROBLEMS})
def let_go(request: HttpRequest, body: LeadsBody) -> dict[str, int]:
    """Held leads are given out by the rules, as any; at most 200 at once."""
    leads = _leads(request, body)
    return {"count": let_go_leads(leads=leads, by=caller(request), at=timezone.now())}


@router.post("/leads/give-out", response={200: LeadsCounted, **PROBLEMS})
def give_out(request: HttpRequest, body: GiveOutBody) -> dict[str, int]:
    """All of them to one person, or none; at most 200 at once."""
    leads, to = _leads(request, body), employee_of(body.employee_id, "employee_id")
    return {"count": give_out_leads(leads=leads, to=to, by=caller(request), at=timezone.now())}


@router.post("/leads/turn-down", response={200: LeadsCounted, **PROBLEMS})
def turn_down(request: HttpRequest, body: TurnDownLeadsBody) -> dict[str, int]:
    """Close new leads without deals, with one reason."""
    leads, by = _leads(request, body), caller(request)
    return {"count": turn_down_leads(leads=leads, reason=body.reason, by=by, at=timezone.now())}


def _leads(request: HttpRequest, body: LeadsBody) -> list[Lead]:
    """Those that the caller may see; one that he may not is as one that is not there."""
    visible = Lead.objects.visible_to(caller(request)).select_related("company")
    found = list(visible.filter(pk__in=body.lead_ids).order_by("pk"))
    if len(found) != len(set(body.lead_ids)):
        raise Invalid(lead_ids=_("Some of these leads are not there."))
    return found
