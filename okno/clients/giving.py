"""Clients change hands: however many they are, in the same few statements (C2, C5a)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from okno.clients.events import ClientHandedOver
from okno.clients.models import Company, Handover, Management
from okno.journal.record import record_each
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid
from okno.people.models import Employee
from okno.people.permissions import SELLERS


def held_now(companies: Iterable[Company] | None = None, giver: Employee | None = None) -> list[Management]:
    """Who keeps these companies, or what this person keeps; locked, so that of two at once one is told."""
    current = Management.objects.filter(ends_on__isnull=True, company__is_own=False)
    if giver is not None:
        current = current.filter(manager=giver)
    if companies is not None:
        current = current.filter(company__in=[company.pk for company in companies])
    locked = current.select_for_update(of=("self",))
    return list(locked.select_related("company", "manager").order_by("pk"))


def give(
    held: Sequence[Management], *, receiver: Employee, note: str, by: Employee | None, at: datetime
) -> list[Handover]:
    """The receiver keeps them from today on; what waited for another is superseded; an entry for each."""
    _check(receiver)
    companies = [one.company for one in held]
    _change_hands(held, receiver, local_date(at))
    close_waiting(companies, at=at)
    note = note.strip()[:2000]
    handovers = Handover.objects.bulk_create(
        Handover(company=one.company, giver=one.manager, receiver=receiver, note=note, handed_at=at)
        for one in held
    )
    told = (
        (one, one.company, {"giver": one.giver.name, "receiver": receiver.name, "note": note})
        for one in handovers
    )
    record_each(ClientHandedOver, told, by=by, at=at)
    for company in companies:
        company.__dict__.pop("manager", None)
    return handovers


def close_waiting(companies: Iterable[Company], *, at: datetime) -> None:
    """What waits for a receiver who keeps the client no longer is superseded."""
    waiting = Handover.objects.waiting().filter(company__in=[company.pk for company in companies])
    waiting.update(status=Handover.Status.SUPERSEDED, closed_at=at)


def _check(receiver: Employee) -> None:
    if receiver.left_on is not None:
        raise Invalid(receiver=_("Who has left the company cannot keep a client."))
    if not receiver.has(*SELLERS):
        raise Invalid(receiver=_("Clients are kept by those who sell or look after them: choose another."))


def _change_hands(held: Sequence[Management], receiver: Employee, today: date) -> None:
    """As set_manager does it: the former keeps until the eve; who came today kept for no whole day."""
    companies = [one.company_id for one in held]
    later = Q(starts_on__gt=today) | Q(ends_on__gte=today)
    if Management.objects.filter(later, company__in=companies).exists():
        raise Invalid(receiver=_("The history already has a later change: choose a later date."))
    current = Management.objects.filter(pk__in=[one.pk for one in held], ends_on__isnull=True)
    gone, _kinds = current.filter(starts_on=today).delete()
    ended = current.filter(starts_on__lt=today).update(ends_on=today - timedelta(days=1))
    if gone + ended != len(held):
        raise Conflict(_("Somebody has just set another manager: open it again."))
    try:
        with transaction.atomic():
            Management.objects.bulk_create(
                Management(company_id=company, manager=receiver, starts_on=today) for company in companies
            )
    except IntegrityError as error:
        raise Conflict(_("Somebody has just set another manager: open it again.")) from error
