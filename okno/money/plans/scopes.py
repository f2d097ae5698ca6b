"""Owners of plans, who may see them, and the plan of an owner for whom none is set (L6).

A team is the people with one head, those who left included; the head's own deals belong to the team of the
head above. So nobody is in two teams, and a team is as it is today: employees who move to another head take
their past along.

A person without a plan for a quarter has the sum of its months; a team or the company without one has the sum
of its people's plans. Each figure says which of these it is (`Target.basis`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from okno.attract.deals.models import Deal
from okno.attract.leads.queries import SEE_ALL, SEE_OWN
from okno.ground.kernel.dates import Period, add_months, month_of, months_between
from okno.ground.ui.formatting import month_text
from okno.money.plans.models import SalesPlan
from okno.team.people.models import Employee, EmployeeRole
from okno.team.people.permissions import HEADS

Span = SalesPlan.Span
COMPANY, TEAM, PERSON = "company", "team", "person"


@dataclass(frozen=True)
class PlanScope:
    """The owner of a plan: the company (`of` None), a head's team, or a person; `owners` None: everybody."""

    kind: str
    of: Employee | None = None
    owners: tuple[int, ...] | None = None

    @property
    def key(self) -> str:
        """Return the key of the scope in addresses and form fields."""
        return f"{self.kind}-{self.of.pk}" if self.of else COMPANY

    @property
    def name(self) -> str:
        """Return the name for the page."""
        if self.of is None:
            return _("The whole company")
        return _("Team of {name}").format(name=self.of.name) if self.kind == TEAM else self.of.name

    @property
    def fields(self) -> dict[str, Employee]:
        """Return the scope as arguments of the actions."""
        if self.of is None:
            return {}
        return {"team_of" if self.kind == TEAM else "employee": self.of}


@dataclass(frozen=True)
class Target:
    """A plan in minor units and its source: `own`, its `months`, its `people`; `minor` None: no plan."""

    minor: int | None = None
    basis: str = "none"


class Plans:
    """The plans in force of some days, read by one query; all sums are counted from them."""

    def __init__(self, rows: Iterable[SalesPlan], teams: dict[int, int | None]) -> None:
        self.rows = {(row.employee_id, row.team_of_id, row.span, row.starts_on): row for row in rows}
        self.teams = teams
        self.people = sorted({row[0] for row in self.rows if row[0] is not None})

    def own(self, whose: PlanScope, span: str, starts_on: date) -> SalesPlan | None:
        """Return the plan that is set for this owner and period, or None."""
        of = whose.of.pk if whose.of else None
        employee, team = (of, None) if whose.kind == PERSON else (None, of)
        return self.rows.get((employee, team, span, starts_on))

    def target(self, whose: PlanScope, span: str, starts_on: date) -> Target:
        """Return the plan that is set, else the sum of months or of people's plans, with its source."""
        if own := self.own(whose, span, starts_on):
            return Target(own.target_minor, "own")
        if span == Span.QUARTER and (months := self.of_months(whose, starts_on)) is not None:
            return Target(months, "months")
        if whose.kind != PERSON and (people := self.of_people(whose, span, starts_on)) is not None:
            return Target(people, "people")
        return Target()

    def of_months(self, whose: PlanScope, starts_on: date) -> int | None:
        """Return the sum of the months' own plans of a quarter in minor units; None when none is set."""
        plans = [self.own(whose, Span.MONTH, month) for month in months_of_quarter(starts_on)]
        amounts = [plan.target_minor for plan in plans if plan]
        return sum(amounts) if amounts else None

    def of_people(self, whose: PlanScope, span: str, starts_on: date) -> int | None:
        """Return the sum of the people's plans in minor units; None when none of them has one."""
        members = [pk for pk in self.people if whose.of is None or self.teams.get(pk) == whose.of.pk]
        targets = [self._of_person(pk, span, starts_on) for pk in members]
        amounts = [minor for minor in targets if minor is not None]
        return sum(amounts) if amounts else None

    def _of_person(self, pk: int, span: str, starts_on: date) -> int | None:
        """Return the person's plan, or for a quarter the sum of its months; None when none is set."""
        if own := self.rows.get((pk, None, span, starts_on)):
            return own.target_minor
        if span == Span.MONTH:
            return None
        months = months_of_quarter(starts_on)
        plans = [self.rows.get((pk, None, Span.MONTH.value, month)) for month in months]
        amounts = [plan.target_minor for plan in plans if plan]
        return sum(amounts) if amounts else None


def plans_of(starts_on: date, ends_on: date) -> Plans:
    """Return the plans that begin in these days; `visible_scopes` says who sees which."""
    rows = SalesPlan.objects.in_force().filter(starts_on__gte=starts_on, starts_on__lte=ends_on)
    return Plans(rows, dict(Employee.objects.order_by().values_list("pk", "head")))


def visible_scopes(reader: Employee) -> list[PlanScope]:
    """Return the scopes whose plans the reader may see: heads all, sellers themselves and their team."""
    sees_all = reader.has(*SEE_ALL)
    if not sees_all and not reader.has(*SEE_OWN):
        return []
    scopes = [PlanScope(COMPANY)] if sees_all else []
    if reader.has(*HEADS):
        people = list(sellers(date.min))
        heads = Employee.objects.filter(team__in=people).distinct().order_by("name", "pk")
        members = teams_of(Employee.objects.all())
        scopes += [PlanScope(TEAM, person, members.get(person.pk, ())) for person in heads]
        return scopes + [PlanScope(PERSON, person, (person.pk,)) for person in people]
    if head := reader.head:
        members = teams_of(Employee.objects.filter(head=head))
        scopes.append(PlanScope(TEAM, head, members.get(head.pk, ())))
    return [*scopes, PlanScope(PERSON, reader, (reader.pk,))]


def sellers(since: date) -> QuerySet[Employee]:
    """Return the employees who sell by role, by a deal or by a plan; not those who left before `since`."""
    sells = (
        Q(Exists(EmployeeRole.objects.filter(employee=OuterRef("pk"), role__in=SEE_OWN)))
        | Q(Exists(Deal.objects.filter(owner=OuterRef("pk"), imported=False)))
        | Q(Exists(SalesPlan.objects.in_force().filter(employee=OuterRef("pk"))))
    )
    here = Employee.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=since))
    return here.filter(sells).order_by("name", "pk")


def teams_of(people: QuerySet[Employee]) -> dict[int, tuple[int, ...]]:
    """Return the ids of the people of each head by the head's id."""
    teams: dict[int, tuple[int, ...]] = {}
    for pk, head in people.order_by("pk").values_list("pk", "head"):
        if head is not None:
            teams[head] = (*teams.get(head, ()), pk)
    return teams


def quarter_of(on: date) -> Period:
    """Return the quarter of the day."""
    # day=1 in the same call: the 31st has no day in a month of thirty.
    first = on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
    return Period(first, add_months(first, 3) - timedelta(days=1))


def period_of(span: str, starts_on: date) -> Period:
    """Return the month or quarter that a plan is for."""
    return quarter_of(starts_on) if span == Span.QUARTER else month_of(starts_on)


def months_of_quarter(starts_on: date) -> list[date]:
    """Return the first days of the quarter's three months."""
    quarter = quarter_of(starts_on)
    return [month.starts_on for month in months_between(quarter.starts_on, quarter.ends_on)]


def span_name(span: str, starts_on: date) -> str:
    """Return the name of the period: «декабрь 2026», «IV квартал 2026»."""
    if span == Span.QUARTER:
        number = ("I", "II", "III", "IV")[(starts_on.month - 1) // 3]
        return _("quarter {number} of {year}").format(number=number, year=starts_on.year)
    return month_text(starts_on)
