"""What keeps a robot at the site's form from flooding us, and still loses nobody (L1, complaint 10)."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext_lazy

from okno.journal.models import Entry
from okno.kernel.clock import at_hour, local_date
from okno.kernel.text import fold
from okno.kernel.workdays import next_working_day
from okno.people.models import Employee, Role
from okno.promises.actions.keep_promise import keep_promise
from okno.promises.actions.make_promise import make_promise
from okno.promises.models import Promise
from okno.sales.events import LeadCameAgain, LeadRegistered
from okno.sales.models import Lead, LeadDoor
from okno.sales.queries import LeadQuerySet

if TYPE_CHECKING:
    from okno.sales.intake import Caller

# A site that brings thirty new people in one minute brings 14,400 in a working day: no company of ours has so
# many, and a campaign's first hour has fewer. More than this is a robot until a head has looked.
MOST_A_MINUTE = 30
MINUTE = timedelta(minutes=1)
# A robot pauses and goes on: without this each of its minutes would give thirty of its leads to people.
HELD_FOR = timedelta(minutes=10)
# Who presses the button again has waited a few minutes; after ten it is news that he is impatient.
REPEATED_WITHIN = timedelta(minutes=10)
# Twenty different words of one person in an hour can be read; the rest are counted.
MOST_AGAIN = 20
AGAIN_WITHIN = timedelta(hours=1)
# A long letter has 10,000 signs; a megabyte of comment is no comment.
NEED_LENGTH = 10_000
CUT = "cut"


def knock_of(caller: Caller) -> str:
    """What tells one form from another: the same whatever the spaces, the case and е for ё."""
    said = [caller.name, caller.contact_name, caller.email, caller.phone, caller.inn, caller.need]
    words = [fold(word) for word in (*said, caller.campaign, caller.channel, caller.place)]
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:16]


def is_counted_only(lead: Lead, knock: str, at: datetime) -> bool:
    """Whether this knock from outside says nothing new, or comes after too many: then it is counted.

    The lead's row is taken first, so that of a thousand at once each sees what those before it wrote.
    """
    Lead.objects.select_for_update(no_key=True).filter(pk=lead.pk).first()
    kinds = [LeadRegistered.name, LeadCameAgain.name]
    told = Entry.objects.about(lead).filter(kind__in=kinds, at__gt=at - AGAIN_WITHIN)
    lately = list(told.values_list("at", "data__knock")[: MOST_AGAIN + 1])
    repeated = any(one == knock and when > at - REPEATED_WITHIN for when, one in lately)
    if repeated or len(lately) > MOST_AGAIN:
        Lead.objects.filter(pk=lead.pk).update(repeats=F("repeats") + 1)
        return True
    return False


def is_held(caller: Caller, at: datetime) -> bool:
    """Count one more new lead of this door, and tell whether it waits for a head to look at it."""
    if not caller.door:
        return False
    door = _counted(caller.door, at)
    if door.came > MOST_A_MINUTE:
        door.held_until_at = at + HELD_FOR
        door.save(update_fields=["held_until_at"])
    return caller.is_trapped or (door.held_until_at is not None and at < door.held_until_at)


def _counted(name: str, at: datetime) -> LeadDoor:
    """The door with this lead in it. Updated before it is read: of many at once each waits for his turn."""
    if not LeadDoor.objects.filter(name=name).update(came=F("came") + 1):
        LeadDoor.objects.get_or_create(name=name, defaults={"minute_at": at})
        LeadDoor.objects.filter(name=name).update(came=F("came") + 1)
    door = LeadDoor.objects.get(name=name)
    if at - door.minute_at >= MINUTE:
        door.minute_at, door.came = at, 1
        door.save(update_fields=["minute_at", "came"])
    return door


def tell_of_held(caller: Caller, *, by: Employee | None, at: datetime) -> None:
    """One promise of the head's for all that a door brings, until he has looked at them."""
    door = LeadDoor.objects.get(name=caller.door)
    head = head_of_leads()
    if head and not Promise.objects.about(door).open().exists():
        what = gettext_lazy("Look at the leads that are held: too many at once, or a robot at the form")
        make_promise(what=what, owner=head, due_at=next_noon(at), subject=door, by=by, at=at)


def close_when_none_is_held(*, by: Employee | None, at: datetime) -> None:
    """The head has looked at all of them: his promise is kept."""
    if held_leads().exists():
        return
    for promise in Promise.objects.filter(subject_kind=LeadDoor._meta.label_lower).open():
        keep_promise(promise=promise, by=by, at=at)


def held_leads() -> LeadQuerySet:
    return Lead.objects.filter(status=Lead.Status.NEW, assignment_rule=Lead.Rule.HELD)


def head_of_leads() -> Employee | None:
    """Who decides where nobody takes leads."""
    heads = Employee.objects.working().order_by("pk")
    return heads.with_role(Role.HEAD_OF_SALES).first() or heads.with_role(Role.OWNER).first()


def next_noon(at: datetime) -> datetime:
    return at_hour(next_working_day(local_date(at)), 12)
