"""API of leads: register, read, disqualify. No operation marks a lead as imported history."""

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

from okno.attract.leads.actions.disqualify_lead import disqualify_lead
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.actions.tell_minimum_price import tell_minimum_price
from okno.attract.leads.api.answers import Short
from okno.attract.leads.caller import Caller
from okno.attract.leads.models import Lead, LeadChannel, LeadStatus, SourceType
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Limit, Line, Listing, Minor, Problem, listing
from okno.records.catalog.models import Service

router = Router()


class RegisterLeadBody(Body):
    """The form of a site. `name` is the person, `company` the company's name; one of them is needed.

    Nothing is too long: a text beyond its field's length is cut, and the lead is marked so. `service` is the
    code of a service. `website` and `hp` are honeypots, invisible to people: a form that fills them is put on
    hold.
    """

    name: str = ""
    company: str = ""
    email: str = ""
    phone: str = ""
    inn: str = ""
    need: str = ""
    service: str = ""
    place: str = ""
    channel: LeadChannel = Lead.Channel.SITE
    source_type: SourceType = SourceType.NET
    campaign: str = ""
    website: str = ""
    hp: str = ""


class LeadReceived(Answer):
    """The number of the lead. `again`: it was in work already and came by one more channel or once more."""

    id: int
    again: bool


class LeadAnswer(Answer):
    """A lead. Sums are minor units a month; `data_issues` holds invalid values of an outside form by field.

    `answers` are those to the company's own questions, by code; `repeats` counts identical forms. `rule_name`
    is the head's name of the rule that assigned the lead, `passes` counts reassignments without a first
    response in time, `answered_at` is the first response.
    """

    id: int
    company_id: int | None
    company: str
    contact: str
    status: str
    source_type: str
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
    disqualified_reason: str
    imported: bool
    data_issues: dict[str, str]

    @staticmethod
    def resolve_company(lead: Lead) -> str:
        return lead.company.name if lead.company else ""

    @staticmethod
    def resolve_contact(lead: Lead) -> str:
        return lead.contact.name if lead.contact else ""


class TellMinimumPriceBody(Body):
    """A minimum price in minor units a month, and the person who heard it; empty: the contact."""

    told_minor: Annotated[Minor, Field(gt=0)]
    whom: Short = ""


class DisqualifyLeadBody(Body):
    """The reason for a disqualification."""

    reason: Line


LEADS = Lead.objects.select_related("company", "contact", "assigned_to")


# A megabyte of Russian grows to three where a careless library writes each letter as \\u0430.
MOST_BODY = 4 * 1024 * 1024


def not_too_large(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return the operation behind a check that answers 413 to a larger body before it is read."""

    @wraps(run)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        length = request.headers.get("Content-Length") or "0"
        if not length.isdigit() or int(length) <= MOST_BODY:
            return run(request, *args, **kwargs)
        detail = _("A lead is at most {count} megabytes.").format(count=MOST_BODY // 1024**2)
        problem = {"type": "urn:okno:problem:too-large", "title": "Content Too Large", "status": 413}
        body = json.dumps({**problem, "detail": detail}, ensure_ascii=False)
        return HttpResponse(body, status=413, content_type="application/problem+json")

    return checked


@router.post("/leads", response={201: LeadReceived, 200: LeadReceived, 413: Problem, **PROBLEMS})
@decorate_view(not_too_large)
def register_lead_api(request: HttpRequest, body: RegisterLeadBody) -> Status[dict[str, Any]]:
    """Register a lead. A wrong INN, e-mail or phone loses nothing: the lead is taken and the value marked.

    201: a new lead. 200: a lead in work has this e-mail, phone or INN; it came again. Leads beyond the limit
    a minute of one token are put on hold until a head has looked at them.
    """
    now = timezone.now()
    fields = body.model_dump()
    fields |= {"name": fields["company"], "contact_name": fields["name"]}
    fields["honeypot_filled"] = bool(fields.pop("website") + fields.pop("hp"))
    service = Service.objects.filter(code=fields["service"][:50]).first() if fields["service"] else None
    if fields["service"] and service is None:
        # A site may name a service that we do not have: its text is kept in the need.
        fields["need"] = f"{fields['service'][:200]}\n{fields['need']}"
    fields["service"] = service
    fields.pop("company")
    person = Caller(**fields, door=_door(request))
    lead = register_lead(caller=person, checked=False, by=actor(request), at=now)
    again = lead.received_at != now
    return Status(200 if again else 201, {"id": lead.pk, "again": again})


def _door(request: HttpRequest) -> str:
    """Return the name of the door: each API token is a door of its own."""
    token: Any = request.auth  # type: ignore[attr-defined]
    return f"{token.name[:45]} {token.pk}"


@router.get("/leads", response={200: Listing[LeadAnswer], **PROBLEMS})
def list_leads(
    request: HttpRequest, status: LeadStatus | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """List the leads that the caller may see, the latest entered first."""
    visible = LEADS.visible_to(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.get("/leads/{int:id}", response={200: LeadAnswer, **PROBLEMS})
def get_lead(request: HttpRequest, id: int) -> Lead:
    """Return a lead, with the rule by which it was assigned to its manager."""
    return get_visible_or_404(LEADS, request, id)


@router.post("/leads/{int:id}/disqualify", response={200: LeadAnswer, **PROBLEMS})
def disqualify_lead_api(request: HttpRequest, id: int, body: DisqualifyLeadBody) -> Lead:
    """Close a new lead without a deal, with the reason."""
    lead = get_visible_or_404(LEADS, request, id)
    return disqualify_lead(lead=lead, reason=body.reason, by=actor(request), at=timezone.now())


@router.post("/leads/{int:id}/tell-minimum-price", response={200: LeadAnswer, **PROBLEMS})
def tell_minimum_price_api(request: HttpRequest, id: int, body: TellMinimumPriceBody) -> Lead:
    """Record the minimum price that the client was told, before the qualification or after it."""
    lead = get_visible_or_404(LEADS, request, id)
    return tell_minimum_price(lead=lead, **body.model_dump(), by=actor(request), at=timezone.now())
