"""The events of orders. No prices: engineers read all of it."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Event

OrderOpened = Event(
    "delivery.order_opened", _("Order {number} opened; it waits for the first invoice to be paid")
)
OrderReleased = Event("delivery.order_released", _("First invoice paid: order {number} may start"))
OrderStarted = Event("delivery.order_started", _("Work on order {number} started"), to_client=True)
StepCompleted = Event("delivery.step_completed", _("Order {number}, done: {step}"))
DateConfirmed = Event(
    "delivery.date_confirmed", _("Order {number}: engineers confirmed {promised_on}. {reason}")
)
OrderAccepted = Event(
    "delivery.order_accepted",
    _("Order {number} accepted on {accepted_on} by {accepted_by_name}"),
    to_client=True,
)
