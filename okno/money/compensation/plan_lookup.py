"""Lookup of the plan and clause in force for an employee on a day (E1)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from okno.money.compensation.amounts import ComponentKind
from okno.money.compensation.amounts.dues import Rule
from okno.money.compensation.models import Component, Payslip, Plan
from okno.team.people.models import EmployeeRole, Role

ROLE_ORDER = {role: place for place, role in enumerate(Role.values)}


class PlanLookup:
    """All plans with their clauses: three queries.

    An employee's own plan beats a role's plan; of several roles the first in the order of `Role` rules. A
    locked month keeps the plan it was paid by, whatever roles the employee has had since (complaint 15).
    """

    def __init__(self, locked: Iterable[Payslip] = ()) -> None:
        self._of_person: dict[int, list[Plan]] = defaultdict(list)
        self._of_role: dict[str, list[Plan]] = defaultdict(list)
        self._rules: dict[int, dict[str, Rule]] = defaultdict(dict)
        self.rule_by_id: dict[int, Rule] = {}
        self._roles: dict[int, list[str]] = defaultdict(list)
        self._plans: dict[int, Plan] = {}
        # The latest first, so that the first plan that has begun is the one in force.
        for plan in Plan.objects.order_by("-starts_on", "-pk"):
            self._plans[plan.pk] = plan
            if plan.employee_id is not None:
                self._of_person[plan.employee_id].append(plan)
            else:
                self._of_role[plan.role].append(plan)
        for component in Component.objects.all():
            component.plan = self._plans[component.plan_id]
            rule = Rule(component.pk, component.as_rule())
            self._rules[component.plan_id][component.kind] = self.rule_by_id[component.pk] = rule
        for employee, role in EmployeeRole.objects.values_list("employee", "role"):
            self._roles[employee].append(role)
        self._locked = {(slip.employee_id, slip.month_on): slip.plan_id for slip in locked}

    @property
    def heads(self) -> frozenset[int]:
        """Return the ids of employees whose pay is not tied to their own sales (E3)."""
        return frozenset(employee for employee, roles in self._roles.items() if Role.HEAD_OF_SALES in roles)

    def plan(self, employee: int, on: date) -> Plan | None:
        """Return the employee's plan on the day, None when there is none."""
        # A locked month is explained by the plan it was paid by, whatever was agreed afterwards.
        locked = self._locked.get((employee, on.replace(day=1)))
        if locked is not None:
            plan = self._plans[locked]
            return plan if plan.starts_on <= on else None
        roles = sorted(self._roles[employee], key=ROLE_ORDER.__getitem__)
        # A plan of the person comes before a plan of any role: an exception is made for somebody, not against
        # him (E1).
        candidates = [self._of_person[employee], *(self._of_role[role] for role in roles)]
        for versions in candidates:
            for plan in versions:
                if plan.starts_on <= on and (plan.ends_on is None or on <= plan.ends_on):
                    return plan
        return None

    def rule(self, employee: int, kind: ComponentKind, on: date) -> Rule | None:
        """Return the clause of this kind that applies to the employee on the day, None when there is none."""
        plan = self.plan(employee, on)
        return self._rules[plan.pk].get(kind) if plan else None
