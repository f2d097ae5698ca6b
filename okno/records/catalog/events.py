"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

CostSet = Event(
    "catalog.cost_set",
    _("Cost of {configuration} set from {starts_on}: {name}"),
    audience=Audience.PRICES,
)
FormulaSet = Event(
    "catalog.formula_set",
    _("Floor formula, version {version}, in force from {starts_on}"),
    audience=Audience.PRICES,
)
CoverageSet = Event("catalog.coverage_set", _("What can be had at {place}: {services}"))
