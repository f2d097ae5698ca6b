"""The list of promises: its tabs and its filters."""

from datetime import datetime

from django.http import QueryDict
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.team.people.models import Employee
from okno.team.people.standins import stood_in_for
from okno.team.promises.permissions import can_see_all_promises
from okno.team.promises.queries import PromiseQuerySet

MINE: dict[str, Lazy] = {"": _("Mine"), "to_me": _("To me")}
ALL: dict[str, Lazy] = {"all": _("Everybody's")}
PAST: dict[str, Lazy] = {"closed": _("Closed")}


def page_views(reader: Employee) -> dict[str, Lazy]:
    """Return the tabs that the reader may open, by key."""
    return {**MINE, **(ALL if can_see_all_promises(actor_of(reader)) else {}), **PAST}


def viewed(promises: PromiseQuerySet, view: str, reader: Employee, at: datetime) -> PromiseQuerySet:
    """Return the promises of one tab, the nearest due first, so that the overdue stand on top.

    The reader's own include those of people they stand in for; an unknown tab is the first. Slips have a
    report of their own (slips.py).
    """
    if view == "closed":
        return promises.owned_by(reader).exclude(status="open").order_by("-due_at", "-id")
    if view == "to_me":
        return promises.open().owed_to(reader).order_by("due_at", "id")
    if view == "all" and can_see_all_promises(actor_of(reader)):
        return promises.open().order_by("due_at", "id")
    hats = [reader, *stood_in_for(reader, local_date(at))]
    return promises.open().filter(owner__in=hats).order_by("due_at", "id")


def filtered(promises: PromiseQuerySet, query: QueryDict) -> PromiseQuerySet:
    """Return the promises of one owner and of clients with this text in their name; ignore invalid values."""
    owner, text = query.get("owner", ""), query.get("q", "").strip()
    if owner.isascii() and owner.isdigit() and len(owner) < 10:
        promises = promises.filter(owner=int(owner))
    if text:
        promises = promises.filter(company__search_words__words=text[:200])
    return promises
