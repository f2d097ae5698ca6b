"""Set the manager of a client; the history of managers is kept (C2)."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.moves import change_if
from okno.records.clients.models import AccountManagerTerm, Company
from okno.records.relations.events import ManagerHandedOver, ManagerSet
from okno.records.relations.handover_rows import close_waiting
from okno.records.relations.permissions import can_set_manager, can_set_manager_back
from okno.team.people.away import hold
from okno.team.people.models import Employee


@action
def set_manager(
    *, company: Company, manager: Employee, starts_on: date, by: Actor, at: datetime
) -> AccountManagerTerm:
    """Start the manager's term on `starts_on`, today or earlier, and return it.

    The former manager's term ends on the eve. Raises Invalid when the date or the manager is unsuitable,
    Conflict when somebody else has just set another.
    """
    allow(can_set_manager(by, company))
    # Who leaves at this very moment gets nothing any more.
    hold(manager)
    if manager.left_on is not None:
        raise Invalid(manager=_("Who has left the company cannot keep a client."))
    if starts_on > local_date(at):
        raise Invalid(starts_on=_("Say it on the day it happens: not in advance."))
    if starts_on < local_date(at) and not can_set_manager_back(by):
        raise Invalid(starts_on=_("Only a head dates it back: pay follows who kept the client."))
    former = company.manager_terms.filter(ends_on__isnull=True).select_related("manager").first()
    if former is not None and former.manager_id == manager.pk:
        raise Invalid(manager=_("This person keeps the client already."))
    if company.manager_terms.filter(starts_on__gt=starts_on).exists():
        raise Invalid(starts_on=_("The history already has a later change: choose a later date."))
    _end(former, starts_on)
    if company.manager_terms.filter(ends_on__gte=starts_on).exists():
        raise Invalid(starts_on=_("Somebody kept the client on this date: choose a later one."))
    try:
        # One manager at a time is a constraint of the table; whoever comes second meets it and is told.
        with transaction.atomic():
            term = AccountManagerTerm.objects.create(company=company, manager=manager, starts_on=starts_on)
    except IntegrityError as error:
        raise Conflict(_("Somebody has just set another manager: open it again.")) from error
    close_waiting([company], at=at)
    company.__dict__.pop("manager", None)
    entry_fields = {"manager": manager.name, "former": former.manager.name if former else ""}
    event = ManagerHandedOver if former else ManagerSet
    record(event, subject=company, by=by, at=at, starts_on=starts_on, **entry_fields)
    return term


def _end(former: AccountManagerTerm | None, starts_on: date) -> None:
    """End the former term on the eve of `starts_on`; raise Conflict when it has ended meanwhile."""
    if former is None:
        return
    if former.starts_on == starts_on:
        # Corrected on the same day: he kept the client for no whole day; the journal remembers him.
        former.delete()
        return
    other = _("Somebody has just set another manager: open it again.")
    change_if(former, seen={"ends_on": None}, otherwise=other, ends_on=starts_on - timedelta(days=1))
