"""What catalog adds to the house."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import ATTRACT, FULFIL, FirstStep, Link, Verb
from okno.ground.ui.rooms import Room
from okno.records.catalog.help import HELP
from okno.records.catalog.models import Configuration, CostItem, FloorFormula, Service
from okno.records.catalog.search import search
from okno.team.people.models import Role
from okno.team.people.permissions import ALL, HEADS, PRICE_READERS, SELLERS, TECHNICIANS


def _cost_detour() -> dict[str, Any]:
    """Return the way to what a cost needs first: a service, then the configuration that has none."""
    if not Service.objects.exists():
        return {"label": _("Add a service"), "url": reverse("catalog:add_service")}
    if unpriced := Configuration.objects.order_by("pk").first():
        return {"label": _("Set a cost"), "url": reverse("catalog:set_cost", args=[unpriced.pk])}
    return {}


ROOM = Room(
    "catalog",
    urls=True,
    api=True,
    search=search,
    search_place=70,
    help=HELP,
    links=[
        Link(
            "catalog:configurations",
            _("Price list"),
            "tags",
            90,
            ATTRACT,
            roles=PRICE_READERS,
            also=_("prices"),
        ),
        Link("catalog:formula", _("Floor formula"), "calculator", 100, ATTRACT, roles=HEADS, rare=ALL),
        Link(
            "catalog:locations",
            _("Locations"),
            "geo-alt",
            60,
            FULFIL,
            roles=(*SELLERS, *TECHNICIANS),
            rare=ALL,
        ),
    ],
    creates=[
        Link("catalog:add_configuration", _("Configuration"), "tags", 50, roles=(Role.MARKETER, *HEADS))
    ],
    verbs=[
        Verb(
            "catalog:add_configuration",
            _("New configuration"),
            _("configuration;price"),
            "tags",
            120,
            roles=(Role.MARKETER, *HEADS),
        )
    ],
    first_steps=[
        FirstStep(
            "costs",
            30,
            _("Services and what they cost"),
            _("The price list knows the cost of each configuration."),
            _("Add a configuration"),
            "catalog:configurations",
            "tags",
            proof=CostItem.objects.all,
            detour=_cost_detour,
        ),
        FirstStep(
            "formula",
            40,
            _("The floor formula"),
            _("Nobody sells below the minimum: the formula counts it from the cost."),
            _("Set the formula"),
            "catalog:formula",
            "calculator",
            proof=FloorFormula.objects.all,
        ),
    ],
)
