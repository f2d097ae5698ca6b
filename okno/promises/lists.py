"""The list of promises: its views (tabs)."""

from datetime import datetime

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.people.models import Employee
from okno.promises.permissions import can_see_all_promises
from okno.promises.queries import PromiseQuerySet

MINE: dict[str, Lazy] = {"": _("Mine"), "slipped": _("Slipped"), "closed": _("Closed")}
ALL: dict[str, Lazy] = {"all": _("Everybody's")}


def page_views(reader: Employee) -> dict[str, Lazy]:
    return {**MINE, **ALL} if can_see_all_promises(reader) else MINE


def viewed(promises: PromiseQuerySet, view: str, reader: Employee, at: datetime) -> PromiseQuerySet:
    """The promises of one tab: the nearest due first, so that the overdue stand on top.

    A head sees the slips of all, others their own; an unknown tab is the first.
    """
    heads = can_see_all_promises(reader)
    if view == "slipped":
        mine = promises if heads else promises.owned_by(reader)
        return mine.slipped(at).order_by("-due_at", "-id")
    if view == "closed":
        return promises.owned_by(reader).exclude(status="open").order_by("-due_at", "-id")
    if view == "all" and heads:
        return promises.open().order_by("due_at", "id")
    return promises.open().owned_by(reader).order_by("due_at", "id")
