"""The list of companies: its tabs and filters."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.records.clients.forms.companies import CompanyFilter
from okno.records.clients.queries import CompanyQuerySet
from okno.team.people.models import Employee

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


def viewed(companies: CompanyQuerySet, view: str, reader: Employee) -> CompanyQuerySet:
    """Return the companies of one tab; an unknown tab is the first."""
    match view:
        case "mine":
            return companies.managed_by(reader)
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


def filtered(companies: CompanyQuerySet, form: CompanyFilter) -> CompanyQuerySet:
    """Return the companies that pass the form's filters; all of them when the form is invalid."""
    if not form.is_valid():
        return companies
    filters = form.cleaned_data
    if filters["q"]:
        companies = companies.matching(filters["q"])
    if filters["manager"]:
        companies = companies.managed_by(filters["manager"])
    if filters["no_step"]:
        companies = companies.without_step()
    return companies.without_manager() if filters["no_manager"] else companies
