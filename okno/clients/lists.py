"""The list of companies: its views (tabs) and filters."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.clients.forms import CompanyFilter
from okno.clients.queries import CompanyQuerySet
from okno.people.models import Employee

VIEWS: dict[str, Lazy] = {
    "": _("All"),
    "mine": _("Mine"),
    "clients": _("Clients"),
    "leads": _("Not clients yet"),
    "own": _("Our own"),
}


def viewed(companies: CompanyQuerySet, view: str, reader: Employee) -> CompanyQuerySet:
    """The companies of one tab; an unknown tab is the first."""
    match view:
        case "mine":
            return companies.kept_by(reader)
        case "clients":
            return companies.clients()
        case "leads":
            return companies.not_yet_clients()
        case "own":
            return companies.own()
    return companies.outside()


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
