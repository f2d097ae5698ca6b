"""Pages of who is where: the month, an absence, the days on call."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    add_months,
    month_key,
    month_of,
    parse_month,
)
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import submit
from okno.team.people.actions.announce_absence import announce_absence
from okno.team.people.actions.shorten_absence import shorten_absence
from okno.team.people.actions.withdraw_absence import withdraw_absence
from okno.team.people.away import LONGEST_DAYS, balance_of, costs_of
from okno.team.people.forms import AbsenceForm, ShortenForm
from okno.team.people.models import Absence, Duty, Employee
from okno.team.people.month import days_of, rows_of, word_of
from okno.team.people.permissions import (
    can_announce_absence,
    can_change_absence,
    can_see_reason,
    can_set_duty,
)
from okno.team.people.standins import answers_on
from okno.team.people.vacation import vacation_days

WITH_PEOPLE = Absence.objects.select_related("employee", "substitute", "announced_by")
DAYS_AHEAD = 14
SHOWN_AHEAD = 30


@signed_in
def absences(request: StaffRequest) -> HttpResponse:
    today, me = timezone.localdate(), request.employee
    month = _month(request, today)
    days = days_of(month, today)
    people = list(Employee.objects.visible_to(me).working())
    context = {
        "month": month.starts_on,
        "days": days,
        "rows": rows_of(month, days, people, me),
        "staff": len(people),
        "before": month_key(add_months(month.starts_on, -1)),
        "after": month_key(add_months(month.starts_on, 1)),
        "is_now": month.contains(today),
        "today": today,
        "balance": balance_of(me, today.year, today),
        "can_set_duty": can_set_duty(request.actor),
        **_away(me, today),
        **_on_call(me, today),
    }
    return render(request, "people/absences.html", context)


def _month(request: HttpRequest, today: date) -> Period:
    """Return the month of the request; this one for a wrong month or one beyond the calendar."""
    try:
        month = parse_month(request.GET.get("month", ""))
    except ValueError:
        return month_of(today)
    return month if FIRST_YEAR < month.starts_on.year < LAST_YEAR else month_of(today)


def _away(me: Employee, today: date) -> dict[str, Any]:
    visible = WITH_PEOPLE.visible_to(me).in_force()
    now, answers = list(visible.on_day(today).order_by("ends_on", "pk")), answers_on(today)
    ahead = list(visible.filter(starts_on__gt=today).order_by("starts_on", "pk")[:SHOWN_AHEAD])
    for absence in (*now, *ahead):
        absence.word = word_of(absence, me)  # type: ignore[attr-defined]
        absence.answers = answers.get(absence.employee_id, absence.substitute)  # type: ignore[attr-defined]
        absence.back_on = absence.ends_on + timedelta(days=1)  # type: ignore[attr-defined]
    return {"away": now, "ahead": ahead}


def _on_call(me: Employee, today: date) -> dict[str, Any]:
    last = today + timedelta(days=DAYS_AHEAD - 1)
    duties = {duty.on: duty for duty in Duty.objects.within(today, last).select_related("employee")}
    days = [{"day": day, "duty": duties.get(day.on)} for day in days_of(Period(today, last), today)]
    for duty in duties.values():
        duty.may_swap = can_set_duty(actor_of(me)) or duty.employee_id == me.pk  # type: ignore[attr-defined]
    return {"on_call": days, "tonight": duties.get(today), "is_nobody": not duties}


@signed_in
def absence(request: StaffRequest, pk: int) -> HttpResponse:
    thing, me, today = get_visible_or_404(WITH_PEOPLE, request, pk), request.employee, timezone.localdate()
    may_change = (
        thing.withdrawn_at is None and thing.ends_on >= today and can_change_absence(request.actor, thing)
    )
    sees_reason = can_see_reason(request.actor, thing)
    is_vacation = sees_reason and thing.kind == Absence.Kind.VACATION and thing.withdrawn_at is None
    context = {
        "absence": thing,
        "word": word_of(thing, me),
        "back_on": thing.ends_on + timedelta(days=1),
        "answers": answers_on(today).get(thing.employee_id),
        "may_withdraw": may_change and thing.starts_on >= today,
        "may_shorten": may_change and thing.ends_on > thing.starts_on,
        "duties": Duty.objects.within(max(thing.starts_on, today), thing.ends_on).filter(
            employee=thing.employee
        ),
        "cost": vacation_days(Period(thing.starts_on, thing.ends_on)) if is_vacation else None,
        "balance": balance_of(thing.employee, thing.starts_on.year, today) if is_vacation else None,
    }
    return render(request, "people/absence.html", context)


@signed_in
def announce_absence_view(request: StaffRequest) -> HttpResponse:
    me, today = request.employee, timezone.localdate()
    named = request.GET.get("employee", "")
    is_named = named.isascii() and named.isdigit() and len(named) < 19
    absentee = get_visible_or_404(Employee.objects, request, int(named)) if is_named else me
    allow(can_announce_absence(request.actor, absentee))

    def act(employee: Employee | None = None, **fields: Any) -> Absence:
        return announce_absence(employee=employee or me, by=request.actor, at=timezone.now(), **fields)

    form = AbsenceForm(request.POST or None, by=me, employee=absentee)
    context = {"balance": balance_of(absentee, today.year, today), "absentee": absentee}
    return submit(request, form, act, template="people/announce_absence.html", context=context)


@signed_in
def vacation_cost(request: StaffRequest) -> HttpResponse:
    """Show what the days chosen so far would cost, while the form is being filled."""
    me, today = request.employee, timezone.localdate()
    form = AbsenceForm(request.GET, by=me, employee=me)
    form.is_valid()
    typed, absentee = form.cleaned_data, form.cleaned_data.get("employee") or me
    first, last = typed.get("starts_on"), typed.get("ends_on")
    is_vacation = typed.get("kind") == Absence.Kind.VACATION
    if not is_vacation or not first or not last or not 0 <= (last - first).days <= LONGEST_DAYS:
        context: dict[str, Any] = {"absentee": absentee, "balance": balance_of(absentee, today.year, today)}
    else:
        context = {"costs": costs_of(absentee, Period(first, last), today)}
    return render(request, "people/vacation_cost.html", context)


@require_POST
@signed_in
def withdraw_absence_view(request: StaffRequest, pk: int) -> HttpResponse:
    thing = get_visible_or_404(WITH_PEOPLE, request, pk)
    withdraw_absence(absence=thing, by=request.actor, at=timezone.now())
    return redirect(thing)


@signed_in
def shorten_absence_view(request: StaffRequest, pk: int) -> HttpResponse:
    thing, today = get_visible_or_404(WITH_PEOPLE, request, pk), timezone.localdate()
    allow(can_change_absence(request.actor, thing))
    last = min(max(today - timedelta(days=1), thing.starts_on), thing.ends_on)
    form = ShortenForm(request.POST or None, initial={"ends_on": last})

    def act(**fields: Any) -> Absence:
        return shorten_absence(absence=thing, by=request.actor, at=timezone.now(), **fields)

    return submit(request, form, act, template="people/shorten_absence.html", context={"absence": thing})
