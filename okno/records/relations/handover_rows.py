"""Handing over clients in a few statements, however many they are (C2, C5a)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from okno.ground.journal.record import record_each
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid
from okno.records.clients.models import AccountManagerTerm, Company
from okno.records.relations.events import ClientHandedOver
from okno.records.relations.models import Handover
from okno.team.people.models import Employee
from okno.team.people.permissions import SELLERS


def held_now(
    companies: Iterable[Company] | None = None, giver: Employee | None = None
) -> list[AccountManagerTerm]:
    """Return the current terms of these companies, of this manager, or both, locked.

    The lock lets only one of two handovers at once change them.
    """
    terms = AccountManagerTerm.objects.filter(ends_on__isnull=True, company__is_own=False)
    if giver is not None:
        terms = terms.filter(manager=giver)
    if companies is not None:
        terms = terms.filter(company__in=[company.pk for company in companies])
    # Of the terms alone: `of` keeps PostgreSQL from locking the companies and managers that are joined.
    locked = terms.select_for_update(of=("self",))
    return list(locked.select_related("company", "manager").order_by("pk"))


def give(
    terms: Sequence[AccountManagerTerm], *, receiver: Employee, note: str, by: Actor, at: datetime
) -> list[Handover]:
    """Make the receiver manager of these clients from today on and return the handovers.

    Handovers that waited for another receiver are superseded, and each client gets an entry in the journal.
    Raises Invalid or Conflict when the terms cannot be changed.
    """
    _check(receiver)
    companies = [row.company for row in terms]
    _change_hands(terms, receiver, local_date(at))
    close_waiting(companies, at=at)
    note = note.strip()[:2000]
    handovers = Handover.objects.bulk_create(
        Handover(company=row.company, giver=row.manager, receiver=receiver, note=note, handed_at=at)
        for row in terms
    )
    entries = ((row, {"giver": row.giver.name, "receiver": receiver.name, "note": note}) for row in handovers)
    record_each(ClientHandedOver, entries, by=by, at=at)
    for company in companies:
        company.__dict__.pop("manager", None)
    return handovers


def close_waiting(companies: Iterable[Company], *, at: datetime) -> None:
    """Mark the waiting handovers of these companies as superseded."""
    waiting = Handover.objects.waiting().filter(company__in=[company.pk for company in companies])
    waiting.update(status=Handover.Status.SUPERSEDED, closed_at=at)


def _check(receiver: Employee) -> None:
    """Raise Invalid unless the receiver works here and may manage clients."""
    if receiver.left_on is not None:
        raise Invalid(receiver=_("Who has left the company cannot keep a client."))
    if not receiver.has(*SELLERS):
        raise Invalid(receiver=_("Clients are kept by those who sell or look after them: choose another."))


def _change_hands(terms: Sequence[AccountManagerTerm], receiver: Employee, today: date) -> None:
    """End the terms on the eve and begin the receiver's today, as set_manager does.

    A term that began today lasted no whole day and is deleted. Raises Invalid when the history has a later
    change, Conflict when somebody else has changed a term meanwhile.
    """
    companies = [term.company_id for term in terms]
    later = Q(starts_on__gt=today) | Q(ends_on__gte=today)
    if AccountManagerTerm.objects.filter(later, company__in=companies).exists():
        raise Invalid(receiver=_("The history already has a later change: choose a later date."))
    unended = AccountManagerTerm.objects.filter(pk__in=[term.pk for term in terms], ends_on__isnull=True)
    # A term that began today would end before it began: it never was, so it goes.
    deleted, _kinds = unended.filter(starts_on=today).delete()
    ended = unended.filter(starts_on__lt=today).update(ends_on=today - timedelta(days=1))
    if deleted + ended != len(terms):
        raise Conflict(_("Somebody has just set another manager: open it again."))
    try:
        with transaction.atomic():
            AccountManagerTerm.objects.bulk_create(
                AccountManagerTerm(company_id=company, manager=receiver, starts_on=today)
                for company in companies
            )
    except IntegrityError as error:
        raise Conflict(_("Somebody has just set another manager: open it again.")) from error
