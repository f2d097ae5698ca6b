"""Hold the same units longer; never shorter, for somebody was told the old date."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.catalog.resource_kinds import named
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.resources.events import HoldExtended
from okno.resources.models import Hold
from okno.resources.permissions import can_extend_hold


@action
def extend_hold(*, hold: Hold, until_on: date, by: Employee | None, at: datetime) -> Hold:
    allow(can_extend_hold(by))
    still_held = Hold.objects.filter(pk=hold.pk, status=Hold.Status.HELD)
    before_on = still_held.values_list("until_on", flat=True).first()
    if before_on is None:
        raise Conflict(_("This capacity is not held any more."))
    if until_on <= before_on:
        return hold
    if not still_held.update(until_on=until_on):
        raise Conflict(_("This capacity is not held any more."))
    hold.until_on = until_on
    record(
        HoldExtended,
        subject=hold,
        company=hold.company,
        by=by,
        at=at,
        units=hold.units,
        kind=keep(named(hold.capacity.kind)),
        place=hold.capacity.location.name,
        until_on=until_on,
        before_on=before_on,
    )
    return hold
