"""C2: one keeps a client at any time, and who it was is remembered."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.clients.events import ManagerHandedOver, ManagerSet
from okno.clients.giving import close_waiting
from okno.clients.models import Company, Management
from okno.clients.permissions import can_set_manager, can_set_manager_back
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.away import hold
from okno.people.models import Employee


@action
def set_manager(
    *, company: Company, manager: Employee, starts_on: date, by: Employee | None, at: datetime
) -> Management:
    """The one before keeps the client until the eve of `starts_on`, which is today or earlier."""
    allow(can_set_manager(by, company))
    # Who leaves at this very moment gets nothing any more.
    hold(manager)
    if manager.left_on is not None:
        raise Invalid(manager=_("Who has left the company cannot keep a client."))
    if starts_on > local_date(at):
        raise Invalid(starts_on=_("Say it on the day it happens: not in advance."))
    if starts_on < local_date(at) and not can_set_manager_back(by):
        raise Invalid(starts_on=_("Only a head dates it back: pay follows who kept the client."))
    former = company.managements.filter(ends_on__isnull=True).select_related("manager").first()
    if former is not None and former.manager_id == manager.pk:
        raise Invalid(manager=_("This person keeps the client already."))
    if company.managements.filter(starts_on__gt=starts_on).exists():
        raise Invalid(starts_on=_("The history already has a later change: choose a later date."))
    _end(former, starts_on)
    if company.managements.filter(ends_on__gte=starts_on).exists():
        raise Invalid(starts_on=_("Somebody kept the client on this date: choose a later one."))
    try:
        with transaction.atomic():
            management = Management.objects.create(company=company, manager=manager, starts_on=starts_on)
    except IntegrityError as error:
        raise Conflict(_("Somebody has just set another manager: open it again.")) from error
    close_waiting([company], at=at)
    company.__dict__.pop("manager", None)
    words = {"manager": manager.name, "former": former.manager.name if former else ""}
    event = ManagerHandedOver if former else ManagerSet
    record(event, subject=company, company=company, by=by, at=at, starts_on=starts_on, **words)
    return management


def _end(former: Management | None, starts_on: date) -> None:
    if former is None:
        return
    if former.starts_on == starts_on:
        # Corrected on the same day: he kept the client for no whole day; the journal remembers him.
        former.delete()
        return
    ends_on = starts_on - timedelta(days=1)
    if Management.objects.filter(pk=former.pk, ends_on__isnull=True).update(ends_on=ends_on) != 1:
        raise Conflict(_("Somebody has just set another manager: open it again."))
