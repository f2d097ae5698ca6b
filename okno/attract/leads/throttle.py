"""The rate limit at the site's form: robots do not flood us, and no lead is lost (L1, complaint 10)."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext_lazy

from okno.attract.leads.events import LeadCameAgain, LeadRegistered
from okno.attract.leads.models import Lead, LeadSource
from okno.attract.leads.queries import LeadQuerySet
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.workdays import next_working_day
from okno.team.people.models import Employee, Role
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.models import Promise

# A site that brings thirty new people in one minute brings 14,400 in a working day: no company of ours has so
# many, and a campaign's first hour has fewer. More than this is a robot until a head has looked.
MOST_A_MINUTE = 30
MINUTE = timedelta(minutes=1)
# A robot pauses and goes on: without this each of its minutes would give thirty of its leads to people.
HELD_FOR = timedelta(minutes=10)
# People press the button again after a few minutes; after ten it is news that they are impatient.
REPEATED_WITHIN = timedelta(minutes=10)
# Twenty different texts of a person in an hour can be read; the rest are counted.
MOST_AGAIN = 20
AGAIN_WITHIN = timedelta(hours=1)


def is_repeat(lead: Lead, fingerprint: str, at: datetime) -> bool:
    """Return whether this form repeats an earlier one of the lead or exceeds the limit an hour.

    The lead's row is locked first, so that of simultaneous forms each sees the entries of those before it.
    """
    Lead.objects.select_for_update(no_key=True).filter(pk=lead.pk).first()
    kinds = [LeadRegistered.name, LeadCameAgain.name]
    entries = Entry.objects.about(lead).filter(kind__in=kinds, at__gt=at - AGAIN_WITHIN)
    # One more than the limit is enough to know that it is exceeded, however many came.
    lately = list(entries.values_list("at", "data__fingerprint")[: MOST_AGAIN + 1])
    repeated = any(former == fingerprint and when > at - REPEATED_WITHIN for when, former in lately)
    return repeated or len(lately) > MOST_AGAIN


def exceeds_limit(door: str, at: datetime) -> bool:
    """Count one more new lead of this door, and return whether it goes on hold for a head to look at."""
    source = _count(door, at)
    if source.came > MOST_A_MINUTE:
        source.held_until_at = at + HELD_FOR
        source.save(update_fields=["held_until_at"])
    return source.held_until_at is not None and at < source.held_until_at


def _count(door: str, at: datetime) -> LeadSource:
    """Count one more lead of the door in this minute and return the door.

    The row is updated before it is read: simultaneous leads wait for each other and are counted one by one.
    """
    if not LeadSource.objects.filter(name=door).update(came=F("came") + 1):
        # The UPDATE first: on SQLite it takes the write lock, so that of two readers none counts by an old
        # number.
        LeadSource.objects.get_or_create(name=door, defaults={"minute_at": at})
        LeadSource.objects.filter(name=door).update(came=F("came") + 1)
    source = LeadSource.objects.get(name=door)
    if at - source.minute_at >= MINUTE:
        source.minute_at, source.came = at, 1
        source.save(update_fields=["minute_at", "came"])
    return source


def tell_of_quarantined(door: str, *, by: Actor, at: datetime) -> None:
    """Promise for the head to look at the leads on hold: one open promise for all leads of a door."""
    source = LeadSource.objects.get(name=door)
    head = head_of_leads()
    # One promise for a flood of thousands: the head needs the list, not a bell for each.
    if head and not Promise.objects.about(source).open().exists():
        what = gettext_lazy("Look at the leads that are held: too many at once, or a robot at the form")
        make_promise(what=what, owner=head, due_at=next_noon(at), subject=source, by=by, at=at)


def close_when_none_is_quarantined(*, by: Actor, at: datetime) -> None:
    """Keep the head's promises when no lead is on hold any more."""
    if quarantined_leads().exists():
        return
    for promise in Promise.objects.filter(subject_kind=LeadSource._meta.label_lower).open():
        keep_promise(promise=promise, by=by, at=at)


def quarantined_leads() -> LeadQuerySet:
    """Return the new leads on hold."""
    return Lead.objects.filter(status=Lead.Status.NEW, assignment_rule=Lead.Rule.QUARANTINED)


def head_of_leads() -> Employee | None:
    """Return the head of sales, else the owner, else None: they decide where nobody takes leads."""
    heads = Employee.objects.working().order_by("pk")
    return heads.with_role(Role.HEAD_OF_SALES).first() or heads.with_role(Role.OWNER).first()


def next_noon(at: datetime) -> datetime:
    """Return noon of the next working day."""
    return at_hour(next_working_day(local_date(at)), 12)
