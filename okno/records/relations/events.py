"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Event

ManagerSet = Event("relations.manager_set", _("{manager} keeps the client from {starts_on}"))


ManagerHandedOver = Event(
    "relations.manager_handed_over", _("{manager} keeps the client from {starts_on} instead of {former}")
)


StatusSet = Event("relations.status_set", _("Status: {status_text}. Next step: {next_step}, {next_step_on}"))


StatusWithoutStep = Event("relations.status_without_step", _("Status: {status_text}. No next step"))


ClientHandedOver = Event(
    "relations.client_handed_over", _("The client is handed over: {giver} → {receiver}. {note}")
)


HandoverAcknowledged = Event(
    "relations.handover_acknowledged",
    _("{receiver} has taken the client over, the relationship is {rating} of 5. {impression}"),
)


DayClosed = Event("relations.day_closed", _("Day closed: {closed_on}. Clients with a fresh status: {count}"))
