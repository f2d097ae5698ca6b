"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Event

CapacitySet = Event("resources.capacity_set", _("Capacity of {place}, {kind}: {total} in all, was {before}"))
CapacityHeld = Event("resources.capacity_held", _("Held {units} × {kind} at {place} until {until_on}"))
HoldExtended = Event(
    "resources.hold_extended", _("{units} × {kind} at {place} stay held until {until_on}, was {before_on}")
)
HoldTaken = Event("resources.hold_taken", _("Taken {units} × {kind} at {place}"))
HoldFreed = Event("resources.hold_freed", _("Freed {units} × {kind} at {place}"))
