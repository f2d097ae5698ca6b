"""The list of companies: its views (tabs) and filters."""

from datetime import date

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.actors import actor_of
from okno.records.relations.permissions import can_see_all_handovers
from okno.records.relations.queries import HandoverQuerySet
from okno.team.people.models import Employee
from okno.team.people.standins import stood_in_for

HANDOVER_VIEWS: dict[str, Lazy] = {"": _("Waiting for me"), "given": _("Given by me"), "all": _("All")}


def handovers_views(reader: Employee) -> dict[str, Lazy]:
    """Return the tabs of the list of hand-overs; all of them are for heads."""
    may_all = can_see_all_handovers(actor_of(reader))
    return {key: label for key, label in HANDOVER_VIEWS.items() if key != "all" or may_all}


def handovers_viewed(handovers: HandoverQuerySet, view: str, reader: Employee, on: date) -> HandoverQuerySet:
    """Return the hand-overs of a tab, the longest waiting first; an unknown tab is the first tab."""
    if view == "given":
        return handovers.filter(giver=reader).longest_waiting_first()
    if view == "all" and can_see_all_handovers(actor_of(reader)):
        return handovers.longest_waiting_first()
    return handovers.waiting_for(reader, *stood_in_for(reader, on))
