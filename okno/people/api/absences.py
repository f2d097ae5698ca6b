"""Operations on absences, vacation days and days on call."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from okno.kernel.errors import allow
from okno.people.actions.announce_absence import announce_absence as announce
from okno.people.actions.set_duty import set_duty as set_days
from okno.people.actions.shorten_absence import shorten_absence as shorten
from okno.people.actions.swap_duty import swap_duty as swap
from okno.people.actions.withdraw_absence import withdraw_absence as withdraw
from okno.people.away import balance_of
from okno.people.doors import caller, one_visible
from okno.people.models import Absence, Duty, Employee
from okno.people.permissions import can_announce_absence, can_see_reason
from okno.people.vacation import Balance
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, listing

router = Router()
ABSENCES = Absence.objects.select_related("employee", "substitute")
DUTIES = Duty.objects.select_related("employee")


class AbsenceAnswer(Answer):
    """`kind` is null for those who may not know why somebody is away."""

    id: int
    employee_id: int
    kind: Absence.Kind | None
    starts_on: date
    ends_on: date
    substitute_id: int
    in_emergency: str
    announced_at: datetime
    withdrawn_at: datetime | None

    @staticmethod
    def resolve_kind(absence: Absence, context: dict[str, Any]) -> str | None:
        return absence.kind if can_see_reason(caller(context["request"]), absence) else None


class NewAbsence(Body):
    """Without `employee_id` it is the caller's own."""

    kind: Absence.Kind
    starts_on: date
    ends_on: date
    substitute_id: Id
    employee_id: Id | None = None
    in_emergency: Line = ""


class LastDay(Body):
    ends_on: date


class BalanceAnswer(Answer):
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


class NewDuty(Body):
    employee_id: Id
    starts_on: date
    ends_on: date


class Swap(Body):
    to_id: Id
    instead_id: Id | None = None


@router.get("/absences", response={200: Listing[AbsenceAnswer], **PROBLEMS})
def absences(
    request: HttpRequest, on: date | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """All absences, or those in force on a day, the latest announced first."""
    visible = ABSENCES.visible_to(caller(request))
    return listing(visible.on_day(on) if on else visible, cursor, limit)


@router.get("/absences/{int:id}", response={200: AbsenceAnswer, **PROBLEMS})
def absence(request: HttpRequest, id: int) -> Absence:
    return one_visible(ABSENCES, request, id)


@router.post("/absences", response={201: AbsenceAnswer, **PROBLEMS})
def announce_absence(request: HttpRequest, body: NewAbsence) -> Status[Absence]:
    """Both days included. A vacation beyond what the year gives is a head's to announce."""
    by = caller(request)
    given = body.model_dump(exclude={"employee_id", "substitute_id"})
    employee = one_visible(Employee.objects, request, body.employee_id) if body.employee_id else by
    substitute = one_visible(Employee.objects, request, body.substitute_id)
    made = announce(**given, employee=employee, substitute=substitute, by=by, at=timezone.now())
    return Status(201, made)


@router.post("/absences/{int:id}/withdraw", response={200: AbsenceAnswer, **PROBLEMS})
def withdraw_absence(request: HttpRequest, id: int) -> Absence:
    """An absence that has not begun will not be."""
    return withdraw(absence=one_visible(ABSENCES, request, id), by=caller(request), at=timezone.now())


@router.post("/absences/{int:id}/shorten", response={200: AbsenceAnswer, **PROBLEMS})
def shorten_absence(request: HttpRequest, id: int, body: LastDay) -> Absence:
    """He came back early: `ends_on` is the new last day away."""
    thing = one_visible(ABSENCES, request, id)
    return shorten(absence=thing, ends_on=body.ends_on, by=caller(request), at=timezone.now())


@router.get("/employees/{int:id}/vacation", response={200: BalanceAnswer, **PROBLEMS})
def vacation(request: HttpRequest, id: int) -> Balance:
    """Vacation days of this year: one's own, or anybody's for a head."""
    thing, today = one_visible(Employee.objects, request, id), timezone.localdate()
    allow(can_announce_absence(caller(request), thing))
    return balance_of(thing, today.year, today)


@router.get("/duties", response={200: Listing[DutyAnswer], **PROBLEMS})
def duties(
    request: HttpRequest, since: date | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Days on call; `since` leaves out those before it."""
    visible = DUTIES.visible_to(caller(request))
    return listing(visible.filter(on__gte=since) if since else visible, cursor, limit)


@router.post("/duties", response={201: list[DutyAnswer], **PROBLEMS})
def set_duty(request: HttpRequest, body: NewDuty) -> Status[list[Duty]]:
    """One is on call on each of these days; whoever was is not any more."""
    given = body.model_dump(exclude={"employee_id"})
    employee = one_visible(Employee.objects, request, body.employee_id)
    return Status(201, set_days(**given, employee=employee, by=caller(request), at=timezone.now()))


@router.post("/duties/{int:id}/swap", response={200: DutyAnswer, **PROBLEMS})
def swap_duty(request: HttpRequest, id: int, body: Swap) -> Duty:
    """The day goes to a colleague; `instead_id`, a day of his, comes back."""
    duty, to = one_visible(DUTIES, request, id), one_visible(Employee.objects, request, body.to_id)
    instead = one_visible(DUTIES, request, body.instead_id) if body.instead_id else None
    return swap(duty=duty, to=to, instead=instead, by=caller(request), at=timezone.now())
