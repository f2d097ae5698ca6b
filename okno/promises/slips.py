"""The report of every date that slipped: how often it moved, by whom, and whose cause it was (D3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from okno.kernel.clock import at_hour
from okno.kernel.dates import Period
from okno.people.models import Employee, Role
from okno.promises.models import Promise, PromiseMove
from okno.promises.permissions import can_see_all_promises
from okno.promises.queries import PromiseQuerySet


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a table: whose, and how many."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """`promises` are those that slipped, the latest first; the sums are of all of them."""

    promises: PromiseQuerySet
    count: int
    moves: int
    unnamed: int
    by_cause: list[Sum]
    by_whose: list[Sum]
    by_owner: list[Sum]
    by_mover: list[Sum]


def slips_of(reader: Employee, period: Period, at: datetime) -> Report:
    """What slipped in these days of what the reader answers for; a head sees the slips of all."""
    visible = Promise.objects.visible_to(reader)
    if not can_see_all_promises(reader):
        visible = visible.owned_by(reader)
    since, until = _instants_of(period)
    found = slipped_in(visible, period, at)
    moved = _put_off(since, until).filter(promise__in=found.order_by().values("pk"))
    by_cause = _by_cause(found)
    return Report(
        promises=found,
        count=found.count(),
        moves=moved.count(),
        unnamed=found.filter(cause="").count(),
        by_cause=by_cause,
        by_whose=_by_whose(found),
        by_owner=_counted(found.order_by().values_list("owner__name")),
        by_mover=_counted(moved.order_by().values_list("by__name")),
    )


def slipped_in(promises: PromiseQuerySet, period: Period, at: datetime) -> PromiseQuerySet:
    """Put off in these days, done late in them, or due in them and not done; an earlier date is no slip."""
    since, until = _instants_of(period)
    moved = _put_off(since, until).filter(promise=OuterRef("pk"))
    silent = Q(status="open", due_at__gte=since, due_at__lt=min(until, at))
    done_late = Q(status="broken", closed_at__gte=since, closed_at__lt=until)
    return promises.filter(Exists(moved) | silent | done_late).order_by("-due_at", "-id")


def _put_off(since: datetime, until: datetime) -> QuerySet[PromiseMove]:
    return PromiseMove.objects.filter(at__gte=since, at__lt=until, to_at__gt=F("from_at"))


def _instants_of(period: Period) -> tuple[datetime, datetime]:
    return at_hour(period.starts_on, 0), at_hour(period.ends_on + timedelta(days=1), 0)


def _by_cause(found: PromiseQuerySet) -> list[Sum]:
    counts = dict(found.order_by().values_list("cause").annotate(n=Count("pk")))
    named = [*((cause.value, str(cause.label)) for cause in Promise.Cause), ("", _("not named"))]
    return [Sum(name, counts[cause]) for cause, name in named if counts.get(cause)]


def _by_whose(found: PromiseQuerySet) -> list[Sum]:
    """Of what was ours: by person with his role, or by the role alone."""
    ours = found.filter(cause=Promise.Cause.OURS).order_by()
    rows = ours.values_list("cause_person__name", "cause_role").annotate(n=Count("pk"))
    sums = [
        Sum(", ".join(part for part in (person, str(Role(role).label) if role else "") if part), count)
        for person, role, count in rows
    ]
    return sorted(sums, key=lambda one: (-one.count, one.name))


def _counted(rows: object) -> list[Sum]:
    counted = [Sum(name or "—", count) for name, count in rows.annotate(n=Count("pk"))]  # type: ignore[attr-defined]
    return sorted(counted, key=lambda one: (-one.count, one.name))
