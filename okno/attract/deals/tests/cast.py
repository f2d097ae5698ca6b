"""Leads and deals for the tests of this room and of those above it, made by the actions."""

from datetime import datetime

from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead
from okno.attract.leads.tests.cast import a_lead
from okno.records.clients.models import Company
from okno.team.people.models import Employee


def an_open_deal(
    company: Company,
    owner: Employee,
    *,
    at: datetime,
    title: str = "Два сервера",
    monthly_minor: int | None = 20_000_00,
    **given: object,
) -> Deal:
    """An open deal of this company and owner; the one it has already, if it has one in work."""
    lead = a_lead(by=owner, at=at, company=company, **given)
    if not lead.is_new:
        return lead.deal
    return qualify_lead(
        lead=lead, owner=owner, title=title, monthly_minor=monthly_minor, by=_of(lead, owner), at=at
    )


def _of(lead: Lead, owner: Employee) -> Employee:
    """Who may qualify it: the one it was given to."""
    return lead.assigned_to or owner
