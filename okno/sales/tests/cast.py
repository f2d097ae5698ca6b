"""Leads and deals for the tests of this room and of those above it, made by the actions."""

from datetime import datetime

from okno.clients.models import Company
from okno.people.models import Employee
from okno.sales.actions.qualify_lead import qualify_lead
from okno.sales.actions.register_lead import register_lead
from okno.sales.models import Deal, Lead


def a_lead(*, by: Employee, at: datetime, **given: object) -> Lead:
    """A new lead of «Василёк» from the site, unless told otherwise."""
    words: dict[str, object] = {
        "nature": "net",
        "channel": "site",
        "need": "Два сервера в Москве",
    }
    if "company" not in given:
        words |= {"name": "Василёк", "contact_name": "Вера Васильева", "email": "vera@vasilek.test"}
    return register_lead(**{**words, **given}, by=by, at=at)  # type: ignore[arg-type]


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
