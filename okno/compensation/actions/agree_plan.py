"""Agree a pay plan, or its next version, for a person or a role (E1). No rule changes backwards."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from okno.compensation import amounts
from okno.compensation.closed import closed
from okno.compensation.events import PlanAgreed
from okno.compensation.models import Component, Payslip, Plan
from okno.compensation.permissions import can_agree_plan
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Invalid, allow
from okno.kernel.kept import keep
from okno.people.models import Employee, Role


@action
def agree_plan(
    *,
    name: str,
    components: Sequence[amounts.Component],
    agreed_on: date,
    starts_on: date,
    employee: Employee | None = None,
    role: str = "",
    by: Employee | None,
    at: datetime,
) -> Plan:
    """For `employee` or for `role`; the former version ends the day before `starts_on`.

    Dates of `components` are the plan's: those given are not looked at. A rule that replaces another begins
    with a month, so that a month has one plan; the very first one may begin on any day.
    """
    allow(can_agree_plan(by, employee=employee, role=role))
    if (employee is None) == (role == "") or (role and role not in Role.values):
        raise Invalid(employee=_("A plan is for one person or for one role."))
    _require_sense(name, components, agreed_on, starts_on, local_date(at))
    _require_not_backwards(employee, role, starts_on, local_date(at))
    former = Plan.objects.filter(employee=employee, role=role).order_by("-starts_on").first()
    if former and former.ends_on is None:
        Plan.objects.filter(pk=former.pk).update(ends_on=starts_on - timedelta(days=1))
    plan = Plan.objects.create(
        name=name.strip(),
        version=former.version + 1 if former else 1,
        employee=employee,
        role=role,
        agreed_on=agreed_on,
        starts_on=starts_on,
    )
    Component.objects.bulk_create(_row(plan, one) for one in components)
    whom = employee.name if employee else keep(Role(role))
    dates = {"agreed_on": agreed_on, "starts_on": starts_on}
    told = {"name": plan.name, "version": plan.version, "whom": whom, **dates}
    record(PlanAgreed, subject=plan, company=None, by=by, at=at, **told)
    return plan


def _require_sense(
    name: str, components: Sequence[amounts.Component], agreed_on: date, starts_on: date, today: date
) -> None:
    if not name.strip():
        raise Invalid(name=_("Name the plan."))
    if not components or len({one.kind for one in components}) < len(components):
        raise Invalid(components=_("A plan has clauses, one of a kind."))
    if agreed_on > today:
        raise Invalid(agreed_on=_("What is agreed is agreed by today."))
    if starts_on < agreed_on:
        raise Invalid(starts_on=_("No rule works backwards: it starts on the day it was agreed, or later."))


def _require_not_backwards(employee: Employee | None, role: str, starts_on: date, today: date) -> None:
    """A locked month keeps its rule (guard 7), and so does what has passed under another one."""
    theirs = Q(employee=employee) if employee else Q(employee__roles__role=role)
    locked = Payslip.objects.locked().filter(theirs, month_on__gte=starts_on.replace(day=1))
    if slip := locked.select_related("employee").order_by("-month_on").first():
        raise closed(slip.employee.name, slip.month_on, _("Let the plan start with the first open month."))
    same = Plan.objects.filter(employee=employee, role=role)
    of_role = Plan.objects.filter(role__in=employee.role_set) if employee else Plan.objects.none()
    if same.filter(starts_on__gte=starts_on).exists():
        raise Invalid(starts_on=_("A later version is agreed already: start after it."))
    replaced = (same | of_role).in_force(starts_on - timedelta(days=1))
    if not replaced.exists():
        return
    if starts_on.day != 1:
        raise Invalid(starts_on=_("A rule that replaces another starts with the first day of a month."))
    if starts_on < today.replace(day=1):
        raise Invalid(starts_on=_("Past months keep the rule they passed under: start with this month."))


def _row(plan: Plan, one: amounts.Component) -> Component:
    return Component(
        plan=plan,
        kind=one.kind.value,
        amount_minor=one.amount_minor,
        rate_bp=one.rate_bp,
        with_instalments=one.with_instalments,
        service_months=one.service_months,
        probation_months=one.probation_months,
        due_day=one.due_day,
    )
