"""What a new company does first: each step is done when the base holds it, so nothing is ever ticked."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.attract.deals.models import Deal
from okno.attract.quotes.models import Quote
from okno.records.catalog.models import Configuration, CostItem, FloorFormula, Location, Service
from okno.records.clients.models import BankAccount, Company
from okno.records.resources.models import Capacity
from okno.team.people.models import Employee


@dataclass(frozen=True, slots=True)
class Step:
    """One step, what it brings, and the button that begins it."""

    key: str
    title: str | Lazy
    brings: str | Lazy
    label: str | Lazy
    name: str
    icon: str
    is_done: bool = False
    url: str = ""


STEPS = [
    Step(
        "ourselves",
        _("Who we are"),
        _("Your legal entity and its account stand in quotes, contracts and invoices."),
        _("Add the legal entity"),
        "config:add_ourselves",
        "building",
    ),
    Step(
        "team",
        _("The team"),
        _("Each sees what is his: promises reach people, leads are shared out in turn."),
        _("Invite an employee"),
        "people:invite_employee",
        "people",
    ),
    Step(
        "costs",
        _("Services and what they cost"),
        _("The price list knows the cost of each configuration."),
        _("Add a configuration"),
        "catalog:configurations",
        "tags",
    ),
    Step(
        "formula",
        _("The floor formula"),
        _("Nobody sells below the minimum: the formula counts it from the cost."),
        _("Set the formula"),
        "catalog:formula",
        "calculator",
    ),
    Step(
        "capacity",
        _("What can be sold"),
        _("Free capacity confirms a line of a quote by itself, and nothing is sold twice."),
        _("Set capacity"),
        "resources:capacities",
        "hdd-rack",
    ),
    Step(
        "client",
        _("The first client"),
        _("One journal for calls, letters and money; or bring your leads from a file."),
        _("Add a client"),
        "clients:add_company",
        "buildings",
    ),
    Step(
        "quote",
        _("The first quote"),
        _("Made on a deal; the client opens it by a link and accepts with one click."),
        _("Open the deals"),
        "deals:deals",
        "file-earmark-text",
    ),
]


def _proofs() -> dict[str, QuerySet[Any]]:
    """Return for each step the rows that prove it done."""
    return {
        "ourselves": BankAccount.objects.filter(company__is_own=True),
        "team": Employee.objects.exclude(pk=OuterRef("pk")),
        "costs": CostItem.objects.all(),
        "formula": FloorFormula.objects.all(),
        "capacity": Capacity.objects.filter(total__gt=0),
        "client": Company.objects.filter(is_own=False),
        "quote": Quote.objects.all(),
    }


def done_keys() -> set[str]:
    """Return the keys of the steps that are done, by one query."""
    conditions = {f"has_{key}": Exists(proof) for key, proof in _proofs().items()}
    row = Employee.objects.annotate(**conditions).values(*conditions).first() or {}
    return {name.removeprefix("has_") for name, is_there in row.items() if is_there}


def steps() -> list[Step]:
    """Return all steps; one that needs something else first, or is half done, leads to exactly that."""
    done = done_keys()
    return [
        replace(step, is_done=True, url=reverse(step.name))
        if step.key in done
        else replace(step, **_lead_on(step))
        for step in STEPS
    ]


def _lead_on(step: Step) -> dict[str, Any]:
    """Return the button of a step that is not done: its own page would offer an empty list to choose from."""
    if step.key == "ourselves" and (ours := Company.objects.own().order_by("pk").first()):
        return {
            "label": _("Add the bank account"),
            "url": reverse("clients:add_bank_account", args=[ours.pk]),
        }
    if step.key == "costs" and not Service.objects.exists():
        return {"label": _("Add a service"), "url": reverse("catalog:add_service")}
    if step.key == "costs" and (unknown := Configuration.objects.order_by("pk").first()):
        return {"label": _("Set a cost"), "url": reverse("catalog:set_cost", args=[unknown.pk])}
    if step.key == "capacity" and not Location.objects.exists():
        return {"label": _("Add a place"), "url": reverse("catalog:add_location")}
    if step.key == "quote" and not Deal.objects.exists():
        return {"label": _("New lead"), "url": reverse("leads:register_lead")}
    return {"url": reverse(step.name)}


def is_all_done() -> bool:
    return len(done_keys()) == len(STEPS)
