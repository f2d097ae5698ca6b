"""Leads: filed, given, qualified, turned down. No operation sets the mark of history."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status
from ninja.decorators import decorate_view
from pydantic import Field

from okno.catalog.models import Service
from okno.people.doors import caller, one_visible
from okno.sales.actions.assign_lead import assign_lead
from okno.sales.actions.qualify_lead import qualify_lead
from okno.sales.actions.register_lead import register_lead
from okno.sales.actions.tell_minimum_price import tell_minimum_price
from okno.sales.actions.turn_down_lead import turn_down_lead
from okno.sales.api.answers import DealAnswer, Short, Sum, employee_of
from okno.sales.models import Deal, Lead, Nature
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, Minor, Problem, Text, listing

router = Router(tags=["sales"])


class NewLead(Body):
    """What a site's form sends. `name` is the person, `company` the company's name; one of them is needed.

    Nothing is too long: what no field holds is cut off, and the lead tells so. `service` is the code of a
    service. `website` and `hp` are shown to nobody: a form that comes with them filled is held.
    """

    name: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    inn: str = ""
    need: str = ""
    service: str = ""
    place: str = ""
    channel: Lead.Channel = Lead.Channel.SITE
    nature: Nature = Nature.NET
    campaign: str = ""
    website: str = ""
    hp: str = ""


class LeadReceived(Answer):
    """`again`: the lead was in work already, and came by one more channel or once more."""

    id: int
    again: bool


class LeadAnswer(Answer):
    """`doubts` is what an outside form gave wrong, by field. Sums are minor units a month.

    `answers` are those to the questions of the company's own, by code; `repeats` counts the times that the
    same form came again with nothing new. `rule_name` is the head's name of the rule that fired, `passes` how
    often nobody answered it in time, `answered_at` the first answer.
    """

    id: int
    company_id: int | None
    company: str
    contact: str
    status: str
    nature: str
    channel: str
    campaign: str
    need: str
    budget_minor: int | None
    decision_maker: str
    timing: str
    place: str
    minimum_price_told_minor: int | None
    answers: dict[str, Any]
    service_id: int | None
    repeats: int
    assigned_to_id: int | None
    assigned_at: datetime | None
    assignment_rule: str
    rule_name: str
    passes: int
    answered_at: datetime | None
    recommended_by_id: int | None
    brought_by_id: int | None
    received_at: datetime
    closed_at: datetime | None
    turned_down_reason: str
    imported: bool
    doubts: dict[str, str]

    @staticmethod
    def resolve_company(lead: Lead) -> str:
        return lead.company.name if lead.company else ""

    @staticmethod
    def resolve_contact(lead: Lead) -> str:
        return lead.contact.name if lead.contact else ""


class QualifyBody(Body):
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


class TellBody(Body):
    """`whom`: to whom it was told; left out it is the contact person."""

    told_minor: Annotated[Minor, Field(gt=0)]
    whom: Short = ""


class TurnDownBody(Body):
    reason: Line


class AssignBody(Body):
    employee_id: Id


LEADS = Lead.objects.select_related("company", "contact", "assigned_to")


# A megabyte of Russian grows to three where a careless library writes each letter as \\u0430.
MOST_BODY = 4 * 1024 * 1024


def not_too_large(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse a larger body before it is read: 413."""

    @wraps(run)
    def looked_at(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        length = request.headers.get("Content-Length") or "0"
        if not length.isdigit() or int(length) <= MOST_BODY:
            return run(request, *args, **kwargs)
        detail = _("A lead is at most {count} megabytes.").format(count=MOST_BODY // 1024**2)
        said = {"type": "urn:okno:problem:too-large", "title": "Content Too Large", "status": 413}
        body = json.dumps({**said, "detail": detail}, ensure_ascii=False)
        return HttpResponse(body, status=413, content_type="application/problem+json")

    return looked_at


@router.post("/leads", response={201: LeadReceived, 200: LeadReceived, 413: Problem, **PROBLEMS})
@decorate_view(not_too_large)
def register(request: HttpRequest, body: NewLead) -> Status[dict[str, Any]]:
    """File a lead. A wrong INN, e-mail or phone loses nothing: it is taken with a mark.

    201: a new lead. 200: one in work has this e-mail, phone or INN; it came again. What comes too many in a
    minute by one token is taken and held until a head has looked at it.
    """
    now = timezone.now()
    given = body.model_dump()
    given |= {"name": given["company"], "contact_name": given["name"]}
    given["is_trapped"] = bool(given.pop("website") + given.pop("hp"))
    service = Service.objects.filter(code=given["service"][:50]).first() if given["service"] else None
    if given["service"] and service is None:
        # A site that names what we do not know loses nobody: its word stands in what is needed.
        given["need"] = f"{given['service'][:200]}\n{given['need']}"
    given["service"] = service
    given.pop("company")
    lead = register_lead(**given, checked=False, door=_door(request), by=caller(request), at=now)
    again = lead.received_at != now
    return Status(200 if again else 201, {"id": lead.pk, "again": again})


def _door(request: HttpRequest) -> str:
    """Each token is a door of its own."""
    token: Any = request.auth  # type: ignore[attr-defined]
    return f"{token.name[:45]} {token.pk}"


@router.get("/leads", response={200: Listing[LeadAnswer], **PROBLEMS})
def list_leads(
    request: HttpRequest, status: Lead.Status | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Leads that the caller may see, the latest entered first."""
    visible = LEADS.visible_to(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.get("/leads/{int:id}", response={200: LeadAnswer, **PROBLEMS})
def read_lead(request: HttpRequest, id: int) -> Lead:
    """One lead, with the rule by which it was given to its manager."""
    return one_visible(LEADS, request, id)


@router.post("/leads/{int:id}/qualify", response={201: DealAnswer, **PROBLEMS})
def qualify(request: HttpRequest, id: int, body: QualifyBody) -> Status[Deal]:
    """Open a deal from the lead. Without `owner_id` it is led by the lead's manager, or by the caller."""
    lead, by = one_visible(LEADS, request, id), caller(request)
    given = body.model_dump(exclude={"owner_id"})
    owner = employee_of(body.owner_id, "owner_id") if body.owner_id else lead.assigned_to or by
    return Status(201, qualify_lead(lead=lead, owner=owner, **given, by=by, at=timezone.now()))


@router.post("/leads/{int:id}/turn-down", response={200: LeadAnswer, **PROBLEMS})
def turn_down(request: HttpRequest, id: int, body: TurnDownBody) -> Lead:
    """Close a new lead without a deal, with the reason."""
    lead = one_visible(LEADS, request, id)
    return turn_down_lead(lead=lead, reason=body.reason, by=caller(request), at=timezone.now())


@router.post("/leads/{int:id}/assign", response={200: LeadAnswer, **PROBLEMS})
def assign(request: HttpRequest, id: int, body: AssignBody) -> Lead:
    """Give a new lead to somebody."""
    lead, to = one_visible(LEADS, request, id), employee_of(body.employee_id, "employee_id")
    return assign_lead(lead=lead, to=to, by=caller(request), at=timezone.now())


@router.post("/leads/{int:id}/tell-minimum-price", response={200: LeadAnswer, **PROBLEMS})
def minimum_price(request: HttpRequest, id: int, body: TellBody) -> Lead:
    """The client was told from what price we begin; before the qualification or after it."""
    lead = one_visible(LEADS, request, id)
    return tell_minimum_price(lead=lead, **body.model_dump(), by=caller(request), at=timezone.now())
