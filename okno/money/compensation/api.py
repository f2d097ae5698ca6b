"""The API door of pay."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.ground.kernel.dates import month_key
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, Minor, Text, listing
from okno.money.compensation.actions.draw_month import draw_month
from okno.money.compensation.actions.grant_discretionary_bonus import grant_discretionary_bonus
from okno.money.compensation.actions.hand_in_report import hand_in_report
from okno.money.compensation.actions.lock_payslip import lock_payslip
from okno.money.compensation.actions.record_advertising import record_advertising
from okno.money.compensation.models import AttractionReport, DiscretionaryBonus, OwnAdvertising, Payslip
from okno.money.compensation.payslip_data import payslip_data
from okno.team.people.models import Employee

router = Router(tags=["compensation"])


class PayslipAnswer(Answer):
    """A payslip; sums are kopecks, `month` is «2026-10». Only `payable_minor` is paid."""

    id: int
    employee_id: int
    plan_id: int
    month: str
    status: str
    payable_minor: int
    earned_minor: int
    held_minor: int
    advertising_carried_minor: int
    overpaid_carried_minor: int
    drawn_at: datetime
    locked_at: datetime | None

    @staticmethod
    def resolve_month(payslip: Payslip) -> str:
        return month_key(payslip.month_on)


class NamedReference(Answer):
    id: int
    name: str


class NumberedReference(Answer):
    id: int
    number: str


class EarningLineAnswer(Answer):
    """A line: what for, how much, by which clause, by what arithmetic, standing on what."""

    id: int
    kind: str
    part: str
    title: str
    company: NamedReference | None
    contract: NumberedReference | None
    base_minor: int
    rate_bp: int | None
    amount_minor: int
    status: str
    reason: str
    corrects_month: str | None
    why: str
    clause: str
    arithmetic: list[str]
    explanation: dict[str, Any]


class OpenedPayslip(Answer):
    id: int
    employee: NamedReference
    month: str
    status: str
    plan: NamedReference
    payable_minor: int
    earned_minor: int
    held_minor: int
    advertising_carried_minor: int
    overpaid_carried_minor: int
    drawn_at: datetime
    locked_at: datetime | None
    lines: list[EarningLineAnswer]


class DrawMonthBody(Body):
    """`month_on` is the month's first day; without `employee_ids` everybody's payslips are drawn."""

    month_on: date
    employee_ids: list[Id] | None = None


class GrantDiscretionaryBonusBody(Body):
    employee_id: Id
    month_on: date
    amount_minor: Minor
    reason: Line


class RecordAdvertisingBody(Body):
    employee_id: Id
    month_on: date
    what: Annotated[str, Field(max_length=200)]
    amount_minor: Minor


class HandInReportBody(Body):
    """`on` is the day it was handed in: today, unless another vouches for an earlier one."""

    employee_id: Id
    month_on: date
    text: Text
    on: date | None = None


class DiscretionaryBonusAnswer(Answer):
    id: int
    employee_id: int
    month_on: date
    amount_minor: int
    reason: str


class OwnAdvertisingAnswer(Answer):
    id: int
    employee_id: int
    month_on: date
    what: str
    amount_minor: int


class AttractionReportAnswer(Answer):
    id: int
    employee_id: int
    month_on: date
    handed_in_on: date
    text: str


@router.get("/payslips", response={200: Listing[PayslipAnswer], **PROBLEMS})
def list_payslips(
    request: HttpRequest, month_on: date | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Return one's own payslips, all of them for pay readers; `month_on` is the month's first day."""
    visible = Payslip.objects.visible_to(caller(request))
    return listing(visible.of_month(month_on) if month_on else visible, cursor, limit)


# Before {id}, which would take the word for an id.
@router.post("/payslips/draw", response={200: list[PayslipAnswer], **PROBLEMS})
def draw_month_api(request: HttpRequest, body: DrawMonthBody) -> list[Payslip]:
    """Draw the open payslips of a month, or draw them anew; locked ones are never touched."""
    ids = body.employee_ids
    people = None if ids is None else [_employee(request, employee_id) for employee_id in ids]
    return draw_month(month_on=body.month_on, employees=people, by=actor(request), at=timezone.now())


@router.get("/payslips/{id}", response={200: OpenedPayslip, **PROBLEMS})
def get_payslip(request: HttpRequest, id: int) -> dict[str, Any]:
    return payslip_data(_payslip(request, id), caller(request))


@router.post("/payslips/{id}/lock", response={200: PayslipAnswer, **PROBLEMS})
def lock_payslip_api(request: HttpRequest, id: int) -> Payslip:
    return lock_payslip(payslip=_payslip(request, id), by=actor(request), at=timezone.now())


@router.post("/discretionary-bonuses", response={201: DiscretionaryBonusAnswer, **PROBLEMS})
def grant_discretionary_bonus_api(
    request: HttpRequest, body: GrantDiscretionaryBonusBody
) -> Status[DiscretionaryBonus]:
    """Grant the head's bonus for a month; granting again replaces it while the month is open."""
    fields = body.model_dump(exclude={"employee_id"})
    employee = _employee(request, body.employee_id)
    return Status(
        201, grant_discretionary_bonus(employee=employee, **fields, by=actor(request), at=timezone.now())
    )


@router.post("/own-advertising", response={201: OwnAdvertisingAnswer, **PROBLEMS})
def record_advertising_api(request: HttpRequest, body: RecordAdvertisingBody) -> Status[OwnAdvertising]:
    fields = body.model_dump(exclude={"employee_id"})
    employee = _employee(request, body.employee_id)
    return Status(201, record_advertising(employee=employee, **fields, by=actor(request), at=timezone.now()))


@router.post("/attraction-reports", response={201: AttractionReportAnswer, **PROBLEMS})
def hand_in_report_api(request: HttpRequest, body: HandInReportBody) -> Status[AttractionReport]:
    fields = body.model_dump(exclude={"employee_id"})
    employee = _employee(request, body.employee_id)
    return Status(201, hand_in_report(employee=employee, **fields, by=actor(request), at=timezone.now()))


def _payslip(request: HttpRequest, id: int) -> Payslip:
    return get_visible_or_404(Payslip.objects.select_related("employee", "plan"), request, id)


def _employee(request: HttpRequest, id: int) -> Employee:
    return get_visible_or_404(Employee.objects.all(), request, id)
