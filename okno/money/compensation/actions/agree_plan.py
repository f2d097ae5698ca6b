"""Agree a pay plan, or its next version, for a person or a role (E1). No rule changes backwards."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.localized import freeze
from okno.money.compensation import amounts
from okno.money.compensation.events import PlanAgreed
from okno.money.compensation.models import Component, Payslip, Plan
from okno.money.compensation.period_lock import closed
from okno.money.compensation.permissions import can_agree_plan
from okno.team.people.models import Employee, Role


@action
def agree_plan(
    *,
    name: str,
    components: Sequence[amounts.Component],
    agreed_on: date,
    starts_on: date,
    employee: Employee | None = None,
    role: str = "",
    by: Actor,
    at: datetime,
) -> Plan:
    """Agree a pay plan and return it; the former version ends the day before `starts_on` (E1).

    Give exactly one of `employee` and `role`. The dates of `components` are ignored: a component is in force
    as long as its plan. A plan that replaces another begins with a month, so that each month has one plan;
    the very first plan may begin on any day. Raises Invalid for inconsistent input and Refused when the plan
    would reach back into a locked month (guard 7).
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
    Component.objects.bulk_create(_row(plan, component) for component in components)
    recipient = employee.name if employee else freeze(Role(role))
    dates = {"agreed_on": agreed_on, "starts_on": starts_on}
    details = {"name": plan.name, "version": plan.version, "whom": recipient, **dates}
    record(PlanAgreed, subject=plan, by=by, at=at, **details)
    return plan


def _require_sense(
    name: str, components: Sequence[amounts.Component], agreed_on: date, starts_on: date, today: date
) -> None:
    if not name.strip():
        raise Invalid(name=_("Name the plan."))
    if not components or len({component.kind for component in components}) < len(components):
        raise Invalid(components=_("A plan has clauses, one of a kind."))
    if agreed_on > today:
        raise Invalid(agreed_on=_("What is agreed is agreed by today."))
    if starts_on < agreed_on:
        raise Invalid(starts_on=_("No rule works backwards: it starts on the day it was agreed, or later."))


def _require_not_backwards(employee: Employee | None, role: str, starts_on: date, today: date) -> None:
    """Raise Refused for a start in a locked month (guard 7), Invalid for one under another plan's past."""
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


def _row(plan: Plan, clause: amounts.Component) -> Component:
    return Component(
        plan=plan,
        kind=clause.kind.value,
        amount_minor=clause.amount_minor,
        rate_bp=clause.rate_bp,
        with_instalments=clause.with_instalments,
        service_months=clause.service_months,
        probation_months=clause.probation_months,
        due_day=clause.due_day,
    )
