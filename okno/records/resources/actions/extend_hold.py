"""Hold the same units longer; never shorter, for somebody was told the old date."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.localized import freeze
from okno.ground.kernel.moves import change_if
from okno.records.catalog.resource_kinds import named
from okno.records.resources.events import HoldExtended
from okno.records.resources.models import Hold
from okno.records.resources.permissions import can_extend_hold


@action
def extend_hold(*, hold: Hold, until_on: date, by: Actor, at: datetime) -> Hold:
    """Hold the same units until a later day. Raises Conflict when they are not held any more."""
    allow(can_extend_hold(by))
    still_held = Hold.objects.filter(pk=hold.pk, status=Hold.Status.HELD)
    before_on = still_held.values_list("until_on", flat=True).first()
    if before_on is None:
        raise Conflict(_("This capacity is not held any more."))
    # Never shorter: somebody was told the old date, and counts on it.
    if until_on <= before_on:
        return hold
    gone = _("This capacity is not held any more.")
    # The clock may free it between the look and the write: then nothing is extended, and it is said.
    change_if(hold, seen={"status": Hold.Status.HELD}, otherwise=gone, until_on=until_on)
    record(
        HoldExtended,
        subject=hold,
        by=by,
        at=at,
        units=hold.units,
        kind=freeze(named(hold.capacity.kind)),
        place=hold.capacity.location.name,
        until_on=until_on,
        before_on=before_on,
    )
    return hold
