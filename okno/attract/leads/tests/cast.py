"""Leads and deals for the tests of this room and of those above it, made by the actions."""

from datetime import datetime

from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.leads.models import Lead
from okno.team.people.models import Employee


def a_lead(*, by: Employee, at: datetime, checked: bool = True, **fields: object) -> Lead:
    """A new lead of «Василёк» from the site, unless told otherwise."""
    words: dict[str, object] = {
        "source_type": "net",
        "channel": "site",
        "need": "Два сервера в Москве",
    }
    if "company" not in fields:
        words |= {"name": "Василёк", "contact_name": "Вера Васильева", "email": "vera@vasilek.test"}
    return register_lead(caller=Caller(**{**words, **fields}), checked=checked, by=by, at=at)  # type: ignore[arg-type]
