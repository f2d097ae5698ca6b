"""The list of companies: its views (tabs) and filters."""

from datetime import date

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.clients.forms import CompanyFilter
from okno.clients.permissions import can_see_all_handovers
from okno.clients.queries import CompanyQuerySet, HandoverQuerySet
from okno.people.models import Employee
from okno.people.standins import stood_in_for

VIEWS: dict[str, Lazy] = {
    "": _("All"),
    "mine": _("Mine"),
    "no_step": _("Without a step"),
    "no_status": _("Without a status"),
    "handed": _("Handed to me"),
    "clients": _("Clients"),
    "leads": _("Not clients yet"),
    "own": _("Our own"),
}
HANDOVER_VIEWS: dict[str, Lazy] = {"": _("Waiting for me"), "given": _("Given by me"), "all": _("All")}


def viewed(companies: CompanyQuerySet, view: str, reader: Employee) -> CompanyQuerySet:
    """The companies of one tab; an unknown tab is the first."""
    match view:
        case "mine":
            return companies.kept_by(reader)
        case "no_step":
            return companies.outside().without_step()
        case "no_status":
            return companies.outside().without_status()
        case "handed":
            return companies.handed_to(reader)
        case "clients":
            return companies.clients()
        case "leads":
            return companies.not_yet_clients()
        case "own":
            return companies.own()
    return companies.outside()


def handovers_views(reader: Employee) -> dict[str, Lazy]:
    """The tabs of the list of hand-overs; all of them are for heads."""
    may_all = can_see_all_handovers(reader)
    return {key: label for key, label in HANDOVER_VIEWS.items() if key != "all" or may_all}


def handovers_viewed(handovers: HandoverQuerySet, view: str, reader: Employee, on: date) -> HandoverQuerySet:
    """The hand-overs of one tab: what waits the longest first; an unknown tab is the first."""
    if view == "given":
        return handovers.filter(giver=reader).longest_waiting_first()
    if view == "all" and can_see_all_handovers(reader):
        return handovers.longest_waiting_first()
    return handovers.waiting_for(reader, *stood_in_for(reader, on))


def filtered(companies: CompanyQuerySet, form: CompanyFilter) -> CompanyQuerySet:
    if not form.is_valid():
        return companies
    asked = form.cleaned_data
    if asked["q"]:
        companies = companies.matching(asked["q"])
    if asked["manager"]:
        companies = companies.kept_by(asked["manager"])
    if asked["no_step"]:
        companies = companies.without_step()
    return companies.without_manager() if asked["no_manager"] else companies
