"""Events of plans."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

SalesPlanSet = Event(
    "plans.sales_plan_set", _("Plan of {whose} for {span}: {target_minor} a month"), Audience.PRICES
)


SalesPlanChanged = Event(
    "plans.sales_plan_changed",
    _("Plan of {whose} for {span}: {before_minor} → {target_minor} a month"),
    Audience.PRICES,
)


SalesPlanWithdrawn = Event(
    "plans.sales_plan_withdrawn",
    _("Plan of {whose} for {span} is withdrawn; it was {before_minor} a month"),
    Audience.PRICES,
)
