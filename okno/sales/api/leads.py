"""Leads: filed, given, qualified, turned down. No operation sets the mark of history."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.people.doors import caller, one_visible
from okno.sales.actions.assign_lead import assign_lead
from okno.sales.actions.qualify_lead import qualify_lead
from okno.sales.actions.register_lead import register_lead
from okno.sales.actions.turn_down_lead import turn_down_lead
from okno.sales.api.answers import DealAnswer, Short, Sum, employee_of
from okno.sales.models import Deal, Lead, Nature
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, Text, listing

router = Router(tags=["sales"])


class NewLead(Body):
    """What a site's form sends. `name` is the person, `company` the company's name; one of them is needed."""

    name: Short = ""
    company: Line = ""
    email: Annotated[str, Field(max_length=254)] = ""
    phone: Annotated[str, Field(max_length=100)] = ""
    inn: Annotated[str, Field(max_length=40)] = ""
    need: Text = ""
    channel: Lead.Channel = Lead.Channel.SITE
    nature: Nature = Nature.NET
    campaign: Annotated[str, Field(max_length=100)] = ""


class LeadReceived(Answer):
    """`again`: the lead was in work already, and came by one more channel."""

    id: int
    again: bool


class LeadAnswer(Answer):
    """`doubts` is what an outside form gave wrong, by field. The budget is minor units a month."""

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
    assigned_to_id: int | None
    assignment_rule: str
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
    """What is left out stays as the lead has it. Sums are minor units a month."""

    title: Line
    owner_id: Id | None = None
    monthly_minor: Sum | None = None
    need: Text = ""
    budget_minor: Sum | None = None
    decision_maker: Short = ""
    timing: Short = ""
    place: Short = ""
    minimum_price_told_minor: Sum | None = None


class TurnDownBody(Body):
    reason: Line


class AssignBody(Body):
    employee_id: Id


LEADS = Lead.objects.select_related("company", "contact", "assigned_to")


@router.post("/leads", response={201: LeadReceived, 200: LeadReceived, **PROBLEMS})
def register(request: HttpRequest, body: NewLead) -> Status[dict[str, Any]]:
    """File a lead. A wrong INN, e-mail or phone loses nothing: it is taken with a mark.

    201: a new lead. 200: one in work has this e-mail, phone or INN; it came again.
    """
    now = timezone.now()
    given = body.model_dump()
    given |= {"name": given["company"], "contact_name": given["name"]}
    given.pop("company")
    lead = register_lead(**given, checked=False, by=caller(request), at=now)
    again = lead.received_at != now
    return Status(200 if again else 201, {"id": lead.pk, "again": again})


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
