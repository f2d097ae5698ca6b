"""What resources adds to the house."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import FULFIL, ClockJob, FirstStep, Link
from okno.ground.ui.rooms import Room
from okno.records.catalog.models import Location
from okno.records.resources.help import HELP
from okno.records.resources.models import Capacity
from okno.team.people.permissions import SELLERS, TECHNICIANS


def _capacity_detour() -> dict[str, Any]:
    """Return the way to a place, which capacity needs first."""
    if Location.objects.exists():
        return {}
    return {"label": _("Add a place"), "url": reverse("catalog:add_location")}


ROOM = Room(
    "resources",
    urls=True,
    api=True,
    help=HELP,
    links=[
        Link(
            "resources:capacities",
            _("Resources"),
            "hdd-rack",
            40,
            FULFIL,
            roles=(*SELLERS, *TECHNICIANS),
            rare=SELLERS,
        )
    ],
    first_steps=[
        FirstStep(
            "capacity",
            50,
            _("What can be sold"),
            _("Free capacity confirms a line of a quote by itself, and nothing is sold twice."),
            _("Set capacity"),
            "resources:capacities",
            "hdd-rack",
            proof=lambda: Capacity.objects.filter(total__gt=0),
            detour=_capacity_detour,
        )
    ],
    jobs=[ClockJob("okno.records.resources.actions.free_expired.free_expired", 20)],
)
