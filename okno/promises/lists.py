"""The list of promises: its views (tabs) and its filters."""

from datetime import datetime

from django.http import QueryDict
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.kernel.clock import local_date
from okno.people.models import Employee
from okno.people.standins import stood_in_for
from okno.promises.permissions import can_see_all_promises
from okno.promises.queries import PromiseQuerySet

MINE: dict[str, Lazy] = {"": _("Mine"), "to_me": _("To me")}
ALL: dict[str, Lazy] = {"all": _("Everybody's")}
PAST: dict[str, Lazy] = {"closed": _("Closed")}


def page_views(reader: Employee) -> dict[str, Lazy]:
    return {**MINE, **(ALL if can_see_all_promises(reader) else {}), **PAST}


def viewed(promises: PromiseQuerySet, view: str, reader: Employee, at: datetime) -> PromiseQuerySet:
    """The promises of one tab: the nearest due first, so that the overdue stand on top.

    Mine are those of whom one stands in for too; an unknown tab is the first. What slipped has
    a report of its own (slips.py).
    """
    if view == "closed":
        return promises.owned_by(reader).exclude(status="open").order_by("-due_at", "-id")
    if view == "to_me":
        return promises.open().owed_to(reader).order_by("due_at", "id")
    if view == "all" and can_see_all_promises(reader):
        return promises.open().order_by("due_at", "id")
    hats = [reader, *stood_in_for(reader, local_date(at))]
    return promises.open().filter(owner__in=hats).order_by("due_at", "id")


def filtered(promises: PromiseQuerySet, query: QueryDict) -> PromiseQuerySet:
    """By the client (a part of its name) and by the person who promised; what cannot be is passed over."""
    owner, text = query.get("owner", ""), query.get("q", "").strip()
    if owner.isascii() and owner.isdigit() and len(owner) < 10:
        promises = promises.filter(owner=int(owner))
    if text:
        promises = promises.filter(company__search_words__words=text[:200])
    return promises
