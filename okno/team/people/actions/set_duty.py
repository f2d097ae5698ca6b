"""T1: who is on call for urgent client matters outside working hours."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.team.people.away import check_on_call, hold
from okno.team.people.events import DutySet
from okno.team.people.models import Duty, Employee
from okno.team.people.permissions import can_set_duty

LONGEST_DAYS = 92


@action
def set_duty(*, employee: Employee, starts_on: date, ends_on: date, by: Actor, at: datetime) -> list[Duty]:
    """Both days included. Who was on call on one of them is not any more: one at a time."""
    allow(can_set_duty(by))
    hold(employee)
    if starts_on < local_date(at):
        raise Invalid(starts_on=_("These days have passed: begin today or later."))
    if not 0 < (ends_on - starts_on).days + 1 <= LONGEST_DAYS:
        raise Invalid(ends_on=_("Choose a last day within three months of the first."))
    check_on_call(employee, starts_on, ends_on, "employee")
    days = [starts_on + timedelta(days=index) for index in range((ends_on - starts_on).days + 1)]
    # One person a day: the later word takes the day over from the earlier, which the journal keeps.
    Duty.objects.bulk_create(
        [Duty(employee=employee, on=on) for on in days],
        update_conflicts=True,
        unique_fields=["on"],
        update_fields=["employee"],
    )
    name = employee.name
    record(
        DutySet,
        subject=employee,
        by=by,
        at=at,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return list(Duty.objects.within(starts_on, ends_on).select_related("employee"))
