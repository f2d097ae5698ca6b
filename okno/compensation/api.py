"""The API door of pay."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.compensation.actions.draw_month import draw_month
from okno.compensation.actions.hand_in_report import hand_in_report
from okno.compensation.actions.judge import judge
from okno.compensation.actions.lock_payslip import lock_payslip
from okno.compensation.actions.record_advertising import record_advertising
from okno.compensation.models import AttractionReport, Judgement, OwnAdvertising, Payslip
from okno.compensation.telling import payslip_data
from okno.kernel.dates import month_key
from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, Minor, Text, listing

router = Router(tags=["compensation"])


class PayslipAnswer(Answer):
    """Sums are kopecks; `month` is «2026-10». Only `payable_minor` is paid."""

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


class Named(Answer):
    id: int
    name: str


class Numbered(Answer):
    id: int
    number: str


class EarningLineAnswer(Answer):
    """A line: what for, how much, by which clause, by what arithmetic, standing on what."""

    id: int
    kind: str
    part: str
    title: str
    company: Named | None
    contract: Numbered | None
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
    employee: Named
    month: str
    status: str
    plan: Named
    payable_minor: int
    earned_minor: int
    held_minor: int
    advertising_carried_minor: int
    overpaid_carried_minor: int
    drawn_at: datetime
    locked_at: datetime | None
    lines: list[EarningLineAnswer]


class DrawBody(Body):
    """`month_on` is the month's first day; without `employee_ids` everybody's payslips are drawn."""

    month_on: date
    employee_ids: list[Id] | None = None


class JudgeBody(Body):
    employee_id: Id
    month_on: date
    amount_minor: Minor
    reason: Line


class AdvertisingBody(Body):
    employee_id: Id
    month_on: date
    what: Annotated[str, Field(max_length=200)]
    amount_minor: Minor


class ReportBody(Body):
    """`on` is the day it was handed in: today, unless another vouches for an earlier one."""

    employee_id: Id
    month_on: date
    text: Text
    on: date | None = None


class JudgementAnswer(Answer):
    id: int
    employee_id: int
    month_on: date
    amount_minor: int
    reason: str


class AdvertisingAnswer(Answer):
    id: int
    employee_id: int
    month_on: date
    what: str
    amount_minor: int


class ReportAnswer(Answer):
    id: int
    employee_id: int
    month_on: date
    handed_in_on: date
    text: str


@router.get("/payslips", response={200: Listing[PayslipAnswer], **PROBLEMS})
def list_payslips(
    request: HttpRequest, month_on: date | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """One's own; those who run pay see all. `month_on` is the month's first day."""
    visible = Payslip.objects.visible_to(caller(request))
    return listing(visible.of_month(month_on) if month_on else visible, cursor, limit)


# Before {id}, which would take the word for an id.
@router.post("/payslips/draw", response={200: list[PayslipAnswer], **PROBLEMS})
def draw_the_month(request: HttpRequest, body: DrawBody) -> list[Payslip]:
    """Draw the open payslips of a month, or draw them anew; locked ones are never touched."""
    ids = body.employee_ids
    people = None if ids is None else [_employee(request, one) for one in ids]
    return draw_month(month_on=body.month_on, employees=people, by=caller(request), at=timezone.now())


@router.get("/payslips/{id}", response={200: OpenedPayslip, **PROBLEMS})
def get_payslip(request: HttpRequest, id: int) -> dict[str, Any]:
    return payslip_data(_payslip(request, id), caller(request))


@router.post("/payslips/{id}/lock", response={200: PayslipAnswer, **PROBLEMS})
def lock_one_payslip(request: HttpRequest, id: int) -> Payslip:
    return lock_payslip(payslip=_payslip(request, id), by=caller(request), at=timezone.now())


@router.post("/judgements", response={201: JudgementAnswer, **PROBLEMS})
def judge_employee(request: HttpRequest, body: JudgeBody) -> Status[Judgement]:
    """The head's bonus for a month; judging again replaces it while the month is open."""
    given = body.model_dump(exclude={"employee_id"})
    whom = _employee(request, body.employee_id)
    return Status(201, judge(employee=whom, **given, by=caller(request), at=timezone.now()))


@router.post("/own-advertising", response={201: AdvertisingAnswer, **PROBLEMS})
def record_own_advertising(request: HttpRequest, body: AdvertisingBody) -> Status[OwnAdvertising]:
    given = body.model_dump(exclude={"employee_id"})
    whose = _employee(request, body.employee_id)
    return Status(201, record_advertising(employee=whose, **given, by=caller(request), at=timezone.now()))


@router.post("/attraction-reports", response={201: ReportAnswer, **PROBLEMS})
def hand_in_attraction_report(request: HttpRequest, body: ReportBody) -> Status[AttractionReport]:
    given = body.model_dump(exclude={"employee_id"})
    whose = _employee(request, body.employee_id)
    return Status(201, hand_in_report(employee=whose, **given, by=caller(request), at=timezone.now()))


def _payslip(request: HttpRequest, id: int) -> Payslip:
    return one_visible(Payslip.objects.select_related("employee", "plan"), request, id)


def _employee(request: HttpRequest, id: int) -> Employee:
    return one_visible(Employee.objects.all(), request, id)
