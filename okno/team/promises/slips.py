"""The report of promises that slipped: how often they moved, by whom, and whose cause it was (D3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import Period
from okno.team.people.models import Employee, Role
from okno.team.promises.models import Promise, PromiseMove
from okno.team.promises.permissions import can_see_all_promises
from okno.team.promises.queries import PromiseQuerySet


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a table: a name and a count."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """The slips of a period: `promises`, the latest first, and the sums of all of them."""

    promises: PromiseQuerySet
    count: int
    moves: int
    unnamed: int
    by_cause: list[Sum]
    by_whose: list[Sum]
    by_owner: list[Sum]
    by_mover: list[Sum]


def slips_of(reader: Employee, period: Period, at: datetime) -> Report:
    """Return the report of these days about the reader's own promises; for a head about all."""
    visible = Promise.objects.visible_to(reader)
    if not can_see_all_promises(actor_of(reader)):
        visible = visible.owned_by(reader)
    since, until = _instants_of(period)
    slipped = slipped_in(visible, period, at)
    moved = _put_off(since, until).filter(promise__in=slipped.order_by().values("pk"))
    by_cause = _by_cause(slipped)
    return Report(
        promises=slipped,
        count=slipped.count(),
        moves=moved.count(),
        unnamed=slipped.filter(cause="").count(),
        by_cause=by_cause,
        by_whose=_by_whose(slipped),
        by_owner=_counted(slipped.order_by().values_list("owner__name")),
        by_mover=_counted(moved.order_by().values_list("by__name")),
    )


def slipped_in(promises: PromiseQuerySet, period: Period, at: datetime) -> PromiseQuerySet:
    """Return the promises put off in these days, done late in them, or due in them and still open.

    A date that was brought forward is no slip.
    """
    since, until = _instants_of(period)
    moved = _put_off(since, until).filter(promise=OuterRef("pk"))
    silent = Q(status="open", due_at__gte=since, due_at__lt=min(until, at))
    done_late = Q(status="broken", closed_at__gte=since, closed_at__lt=until)
    return promises.filter(Exists(moved) | silent | done_late).order_by("-due_at", "-id")


def _put_off(since: datetime, until: datetime) -> QuerySet[PromiseMove]:
    """Return the moves to a later date between these moments."""
    return PromiseMove.objects.filter(at__gte=since, at__lt=until, to_at__gt=F("from_at"))


def _instants_of(period: Period) -> tuple[datetime, datetime]:
    """Return the moments at which the period begins and ends (exclusive), in local time."""
    return at_hour(period.starts_on, 0), at_hour(period.ends_on + timedelta(days=1), 0)


def _by_cause(slipped: PromiseQuerySet) -> list[Sum]:
    """Count the promises by cause; those without one come last."""
    counts = dict(slipped.order_by().values_list("cause").annotate(n=Count("pk")))
    named = [*((cause.value, str(cause.label)) for cause in Promise.Cause), ("", _("not named"))]
    return [Sum(name, counts[cause]) for cause, name in named if counts.get(cause)]


def _by_whose(slipped: PromiseQuerySet) -> list[Sum]:
    """Count the promises that slipped through us by person and role, or by the role alone."""
    ours = slipped.filter(cause=Promise.Cause.OURS).order_by()
    rows = ours.values_list("cause_person__name", "cause_role").annotate(n=Count("pk"))
    sums = [
        Sum(", ".join(part for part in (person, str(Role(role).label) if role else "") if part), count)
        for person, role, count in rows
    ]
    return sorted(sums, key=lambda total: (-total.count, total.name))


def _counted(rows: object) -> list[Sum]:
    """Count rows by their name, the largest first."""
    sums = [Sum(name or "—", count) for name, count in rows.annotate(n=Count("pk"))]  # type: ignore[attr-defined]
    return sorted(sums, key=lambda total: (-total.count, total.name))
