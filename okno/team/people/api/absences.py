"""Operations on absences, vacation days and days on call."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, listing
from okno.team.people.actions.announce_absence import announce_absence
from okno.team.people.actions.set_duty import set_duty
from okno.team.people.actions.shorten_absence import shorten_absence
from okno.team.people.actions.swap_duty import swap_duty
from okno.team.people.actions.withdraw_absence import withdraw_absence
from okno.team.people.away import balance_of
from okno.team.people.models import Absence, AbsenceKind, Duty, Employee
from okno.team.people.permissions import can_announce_absence, can_see_reason
from okno.team.people.vacation import Balance

router = Router()
ABSENCES = Absence.objects.select_related("employee", "substitute")
DUTIES = Duty.objects.select_related("employee")


class AbsenceAnswer(Answer):
    """`kind` is null for those who may not know why somebody is away."""

    id: int
    employee_id: int
    kind: AbsenceKind | None
    starts_on: date
    ends_on: date
    substitute_id: int
    in_emergency: str
    announced_at: datetime
    withdrawn_at: datetime | None

    @staticmethod
    def resolve_kind(absence: Absence, context: dict[str, Any]) -> str | None:
        return absence.kind if can_see_reason(actor_of(caller(context["request"])), absence) else None


class AnnounceAbsenceBody(Body):
    """Without `employee_id` it is the caller's own."""

    kind: AbsenceKind
    starts_on: date
    ends_on: date
    substitute_id: Id
    employee_id: Id | None = None
    in_emergency: Line = ""


class ShortenAbsenceBody(Body):
    ends_on: date


class VacationBalanceAnswer(Answer):
    """Vacation days of a calendar year; `free` may still be announced."""

    year: int
    granted: int
    earned: int
    used: int
    planned: int
    left: int
    free: int
    lacks_long_part: bool


class DutyAnswer(Answer):
    id: int
    on: date
    employee_id: int
    name: str
    phone: str

    @staticmethod
    def resolve_name(duty: Duty) -> str:
        return duty.employee.name

    @staticmethod
    def resolve_phone(duty: Duty) -> str:
        return duty.employee.phone


class SetDutyBody(Body):
    employee_id: Id
    starts_on: date
    ends_on: date


class SwapDutyBody(Body):
    to_id: Id
    instead_id: Id | None = None


@router.get("/absences", response={200: Listing[AbsenceAnswer], **PROBLEMS})
def list_absences(
    request: HttpRequest, on: date | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """List all absences, or those in force on a day, the latest announced first."""
    visible = ABSENCES.visible_to(caller(request))
    return listing(visible.on_day(on) if on else visible, cursor, limit)


@router.get("/absences/{int:id}", response={200: AbsenceAnswer, **PROBLEMS})
def get_absence(request: HttpRequest, id: int) -> Absence:
    return get_visible_or_404(ABSENCES, request, id)


@router.post("/absences", response={201: AbsenceAnswer, **PROBLEMS})
def announce_absence_api(request: HttpRequest, body: AnnounceAbsenceBody) -> Status[Absence]:
    """Both days included. A vacation beyond what the year gives is a head's to announce."""
    by = actor(request)
    fields = body.model_dump(exclude={"employee_id", "substitute_id"})
    employee = (
        get_visible_or_404(Employee.objects, request, body.employee_id) if body.employee_id else by.employee
    )
    substitute = get_visible_or_404(Employee.objects, request, body.substitute_id)
    made = announce_absence(**fields, employee=employee, substitute=substitute, by=by, at=timezone.now())
    return Status(201, made)


@router.post("/absences/{int:id}/withdraw", response={200: AbsenceAnswer, **PROBLEMS})
def withdraw_absence_api(request: HttpRequest, id: int) -> Absence:
    """Withdraw an absence that has not begun."""
    return withdraw_absence(
        absence=get_visible_or_404(ABSENCES, request, id), by=actor(request), at=timezone.now()
    )


@router.post("/absences/{int:id}/shorten", response={200: AbsenceAnswer, **PROBLEMS})
def shorten_absence_api(request: HttpRequest, id: int, body: ShortenAbsenceBody) -> Absence:
    """He came back early: `ends_on` is the new last day away."""
    thing = get_visible_or_404(ABSENCES, request, id)
    return shorten_absence(absence=thing, ends_on=body.ends_on, by=actor(request), at=timezone.now())


@router.get("/employees/{int:id}/vacation", response={200: VacationBalanceAnswer, **PROBLEMS})
def get_vacation(request: HttpRequest, id: int) -> Balance:
    """Vacation days of this year: one's own, or anybody's for a head."""
    thing, today = get_visible_or_404(Employee.objects, request, id), timezone.localdate()
    allow(can_announce_absence(actor(request), thing))
    return balance_of(thing, today.year, today)


@router.get("/duties", response={200: Listing[DutyAnswer], **PROBLEMS})
def list_duties(
    request: HttpRequest, since: date | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Days on call; `since` leaves out those before it."""
    visible = DUTIES.visible_to(caller(request))
    return listing(visible.filter(on__gte=since) if since else visible, cursor, limit)


@router.post("/duties", response={201: list[DutyAnswer], **PROBLEMS})
def set_duty_api(request: HttpRequest, body: SetDutyBody) -> Status[list[Duty]]:
    """Put an employee on call on each of these days, in place of whoever was."""
    fields = body.model_dump(exclude={"employee_id"})
    employee = get_visible_or_404(Employee.objects, request, body.employee_id)
    return Status(201, set_duty(**fields, employee=employee, by=actor(request), at=timezone.now()))


@router.post("/duties/{int:id}/swap", response={200: DutyAnswer, **PROBLEMS})
def swap_duty_api(request: HttpRequest, id: int, body: SwapDutyBody) -> Duty:
    """Give the day to a colleague; `instead_id`, a day of theirs, comes back."""
    duty, to = (
        get_visible_or_404(DUTIES, request, id),
        get_visible_or_404(Employee.objects, request, body.to_id),
    )
    instead = get_visible_or_404(DUTIES, request, body.instead_id) if body.instead_id else None
    return swap_duty(duty=duty, to=to, instead=instead, by=actor(request), at=timezone.now())
