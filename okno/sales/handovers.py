"""A deal goes from hand to hand: who waits for whom, how long, and how often it is accepted (L3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.errors import Conflict
from okno.kernel.workhours import working_minutes_between
from okno.people.models import Employee
from okno.sales.events import DealGiven
from okno.sales.models import Deal, DealHandover

if TYPE_CHECKING:
    from okno.kernel.events import Event

Status = DealHandover.Status
NOTE_LENGTH = 1000


@dataclass(frozen=True)
class Answers:
    """What one gave to one: how many were accepted and returned, of those answered."""

    giver: int
    receiver: int
    accepted: int
    returned: int
    waiting: int


def offer(
    deal: Deal, *, giver: Employee, receiver: Employee, note: str, by: Employee | None, at: datetime
) -> DealHandover:
    """A hand-over that waits for the receiver; of two at once one is made."""
    try:
        with transaction.atomic():
            handover = DealHandover.objects.create(
                deal=deal, giver=giver, receiver=receiver, note=note.strip()[:NOTE_LENGTH], handed_at=at
            )
    except IntegrityError as error:
        raise Conflict(_("The deal waits to be accepted already: take it back first.")) from error
    record_of(DealGiven, handover, by=by, at=at, note=handover.note)
    return handover


def record_of(
    event: "Event", handover: DealHandover, *, by: Employee | None, at: datetime, **more: object
) -> None:
    deal = handover.deal
    words = {"title": deal.title, "giver": handover.giver.name, "receiver": handover.receiver.name}
    record(event, subject=deal, company=deal.company, by=by, at=at, **words, **more)


def waited(handover: DealHandover, at: datetime) -> int:
    """Working minutes from the hand-over to its answer, or until now."""
    return working_minutes_between(handover.handed_at, handover.decided_at or max(at, handover.handed_at))


def waiting_among(deals: Iterable[Deal]) -> dict[int, DealHandover]:
    """Key of each of these deals that is not accepted yet → its hand-over; one query."""
    waiting = DealHandover.objects.filter(deal__in=[deal.pk for deal in deals], status=Status.WAITING)
    return {one.deal_id: one for one in waiting.select_related("giver", "receiver")}


def answered_by_receivers() -> "QuerySet[DealHandover]":
    """What tells of qualifiers and closers: hand-overs that were not taken back by the giver or a head."""
    own = Q(decided_by=F("giver")) | (Q(decided_by__isnull=False) & ~Q(decided_by=F("receiver")))
    return DealHandover.objects.exclude(Q(status=Status.RETURNED) & own)


def answers_by_person(handovers: "QuerySet[DealHandover]") -> list[Answers]:
    """Pairs of giver and receiver with their counts, in one statement."""
    counted = (
        handovers.order_by()
        .values("giver", "receiver")
        .annotate(
            accepted=Count("pk", Q(status=Status.ACCEPTED)),
            returned=Count("pk", Q(status=Status.RETURNED)),
            waiting=Count("pk", Q(status=Status.WAITING)),
        )
        .order_by("giver", "receiver")
    )
    return [Answers(**row) for row in counted]
