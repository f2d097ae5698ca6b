"""A deal goes from hand to hand: who waits for whom, how long, and how often it is accepted (L3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from okno.attract.deals.events import DealGiven
from okno.attract.deals.models import Deal, DealHandover
from okno.attract.deals.permissions import can_qualify_lead
from okno.attract.leads.models import Lead
from okno.ground.journal.record import record
from okno.ground.kernel.actors import Actor, actor_of
from okno.ground.kernel.errors import Conflict
from okno.ground.kernel.workhours import working_minutes_between
from okno.team.people.models import Employee

if TYPE_CHECKING:
    from okno.ground.kernel.events import Event

Status = DealHandover.Status
NOTE_LENGTH = 1000


@dataclass(frozen=True)
class Answers:
    """How many deals one employee handed to another, by what became of them."""

    giver: int
    receiver: int
    giver_name: str
    receiver_name: str
    accepted: int
    returned: int
    waiting: int


def offer(
    deal: Deal, *, giver: Employee, receiver: Employee, note: str, by: Actor, at: datetime
) -> DealHandover:
    """Return a hand-over that waits for the receiver; of two at once one is made."""
    try:
        # One waiting hand-over a deal is a partial unique index; the savepoint leaves the action its
        # transaction.
        with transaction.atomic():
            handover = DealHandover.objects.create(
                deal=deal, giver=giver, receiver=receiver, note=note.strip()[:NOTE_LENGTH], handed_at=at
            )
    except IntegrityError as error:
        raise Conflict(_("The deal waits to be accepted already: take it back first.")) from error
    record_of(DealGiven, handover, by=by, at=at, note=handover.note)
    return handover


def record_of(event: "Event", handover: DealHandover, *, by: Actor, at: datetime, **more: object) -> None:
    deal = handover.deal
    facts = {"title": deal.title, "giver": handover.giver.name, "receiver": handover.receiver.name}
    record(event, subject=deal, by=by, at=at, **facts, **more)


def waited(handover: DealHandover, at: datetime) -> int:
    """Working minutes from the hand-over to its answer, or until now."""
    return working_minutes_between(handover.handed_at, handover.decided_at or max(at, handover.handed_at))


def waiting_among(deals: Iterable[Deal]) -> dict[int, DealHandover]:
    """Key of each of these deals that is not accepted yet → its hand-over; one query."""
    waiting = DealHandover.objects.filter(deal__in=[deal.pk for deal in deals], status=Status.WAITING)
    return {handover.deal_id: handover for handover in waiting.select_related("giver", "receiver")}


def answers_by_person(handovers: "QuerySet[DealHandover]") -> list[Answers]:
    """Return the counts of each pair of giver and receiver by name, in one statement.

    Hand-overs that the giver or a head took back say nothing of the receiver and are left out.
    """
    own = Q(decided_by=F("giver")) | (Q(decided_by__isnull=False) & ~Q(decided_by=F("receiver")))
    counted = (
        handovers.exclude(Q(status=Status.RETURNED) & own)
        .order_by()
        .values("giver", "receiver", giver_name=F("giver__name"), receiver_name=F("receiver__name"))
        .annotate(
            accepted=Count("pk", Q(status=Status.ACCEPTED)),
            returned=Count("pk", Q(status=Status.RETURNED)),
            waiting=Count("pk", Q(status=Status.WAITING)),
        )
        .order_by("giver_name", "receiver_name", "giver", "receiver")
    )
    return [Answers(**row) for row in counted]


def lead_part(lead: Lead, reader: Employee) -> dict[str, Any]:
    """Return whether the reader may qualify the lead, and the handover of its deal that waits."""
    deal = getattr(lead, "deal", None)
    return {
        "may_qualify": lead.is_new and can_qualify_lead(actor_of(reader), lead),
        "handed": waiting_among([deal]).get(deal.pk) if deal else None,
    }
