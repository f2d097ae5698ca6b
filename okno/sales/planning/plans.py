"""Whose plans there are, who may look at whose, and what a plan is where nobody has set one (L6).

A team is the people whose head is one person, those who left from under him too; the head's own deals belong
to the team of his own head. So nobody stands in two teams, and a team is as it is today: who moves to another
head takes his past along.

Who has no plan of his own for a quarter has the sum of its months; a team or the company without one has the
sum of its people's. Which of these a figure is, is said beside it (`Target.basis`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from okno.kernel.dates import Period, add_months, month_of, months_between
from okno.people.models import Employee, EmployeeRole
from okno.people.permissions import HEADS
from okno.sales.models import Deal, SalesPlan
from okno.sales.queries import SEE_ALL, SEE_OWN
from okno.ui.wording import month_text

Span = SalesPlan.Span
COMPANY, TEAM, PERSON = "company", "team", "person"


@dataclass(frozen=True)
class Whose:
    """The company (`of` None), a head's team, or a person; `owners` None: everybody's deals."""

    kind: str
    of: Employee | None = None
    owners: tuple[int, ...] | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.of.pk}" if self.of else COMPANY

    @property
    def name(self) -> str:
        if self.of is None:
            return _("The whole company")
        return _("Team of {name}").format(name=self.of.name) if self.kind == TEAM else self.of.name

    @property
    def fields(self) -> dict[str, Employee]:
        """As the actions take it."""
        if self.of is None:
            return {}
        return {"team_of" if self.kind == TEAM else "employee": self.of}


@dataclass(frozen=True)
class Target:
    """A plan, and where it is from: `own`, its `months`, its `people`; without any, `minor` is None."""

    minor: int | None = None
    basis: str = "none"


class Plans:
    """The plans in force of a stretch of time; one query, and everything else is asked of it."""

    def __init__(self, rows: Iterable[SalesPlan], teams: dict[int, int | None]) -> None:
        self.rows = {(one.employee_id, one.team_of_id, one.span, one.starts_on): one for one in rows}
        self.teams = teams
        self.people = sorted({one[0] for one in self.rows if one[0] is not None})

    def own(self, whose: Whose, span: str, starts_on: date) -> SalesPlan | None:
        of = whose.of.pk if whose.of else None
        employee, team = (of, None) if whose.kind == PERSON else (None, of)
        return self.rows.get((employee, team, span, starts_on))

    def target(self, whose: Whose, span: str, starts_on: date) -> Target:
        if own := self.own(whose, span, starts_on):
            return Target(own.target_minor, "own")
        if span == Span.QUARTER and (months := self.of_months(whose, starts_on)) is not None:
            return Target(months, "months")
        if whose.kind != PERSON and (people := self.of_people(whose, span, starts_on)) is not None:
            return Target(people, "people")
        return Target()

    def of_months(self, whose: Whose, starts_on: date) -> int | None:
        """The sum of the months' own plans of a quarter; None when none is set."""
        found = [self.own(whose, Span.MONTH, month) for month in months_of_quarter(starts_on)]
        set_ones = [one.target_minor for one in found if one]
        return sum(set_ones) if set_ones else None

    def of_people(self, whose: Whose, span: str, starts_on: date) -> int | None:
        """The sum of its people's plans; None when none of them has one."""
        members = [one for one in self.people if whose.of is None or self.teams.get(one) == whose.of.pk]
        found = [self._of_person(one, span, starts_on) for one in members]
        set_ones = [minor for minor in found if minor is not None]
        return sum(set_ones) if set_ones else None

    def _of_person(self, pk: int, span: str, starts_on: date) -> int | None:
        if own := self.rows.get((pk, None, span, starts_on)):
            return own.target_minor
        if span == Span.MONTH:
            return None
        months = [self.rows.get((pk, None, Span.MONTH.value, one)) for one in months_of_quarter(starts_on)]
        set_ones = [one.target_minor for one in months if one]
        return sum(set_ones) if set_ones else None


def plans_of(starts_on: date, ends_on: date) -> Plans:
    """Of the months and quarters that begin in these days, whoever's; what is shown of them is `whose_of`."""
    rows = SalesPlan.objects.in_force().filter(starts_on__gte=starts_on, starts_on__lte=ends_on)
    return Plans(rows, dict(Employee.objects.order_by().values_list("pk", "head")))


def whose_of(reader: Employee) -> list[Whose]:
    """Whose plan the reader may look at: heads all; a seller himself and, as one line, his team."""
    sees_all = reader.has(*SEE_ALL)
    if not sees_all and not reader.has(*SEE_OWN):
        return []
    found = [Whose(COMPANY)] if sees_all else []
    if reader.has(*HEADS):
        people = list(sellers(date.min))
        heads = Employee.objects.filter(team__in=people).distinct().order_by("name", "pk")
        members = teams_of(Employee.objects.all())
        found += [Whose(TEAM, one, members.get(one.pk, ())) for one in heads]
        return found + [Whose(PERSON, one, (one.pk,)) for one in people]
    if head := reader.head:
        members = teams_of(Employee.objects.filter(head=head))
        found.append(Whose(TEAM, head, members.get(head.pk, ())))
    return [*found, Whose(PERSON, reader, (reader.pk,))]


def sellers(since: date) -> QuerySet[Employee]:
    """Who sells: by role, by a deal that he leads or led, by a plan; who left before `since` is not told."""
    sells = (
        Q(Exists(EmployeeRole.objects.filter(employee=OuterRef("pk"), role__in=SEE_OWN)))
        | Q(Exists(Deal.objects.filter(owner=OuterRef("pk"), imported=False)))
        | Q(Exists(SalesPlan.objects.in_force().filter(employee=OuterRef("pk"))))
    )
    here = Employee.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=since))
    return here.filter(sells).order_by("name", "pk")


def teams_of(people: QuerySet[Employee]) -> dict[int, tuple[int, ...]]:
    """Head → ids of his people."""
    found: dict[int, tuple[int, ...]] = {}
    for pk, head in people.order_by("pk").values_list("pk", "head"):
        if head is not None:
            found[head] = (*found.get(head, ()), pk)
    return found


def quarter_of(on: date) -> Period:
    first = on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
    return Period(first, add_months(first, 3) - timedelta(days=1))


def period_of(span: str, starts_on: date) -> Period:
    return quarter_of(starts_on) if span == Span.QUARTER else month_of(starts_on)


def months_of_quarter(starts_on: date) -> list[date]:
    quarter = quarter_of(starts_on)
    return [month.starts_on for month in months_between(quarter.starts_on, quarter.ends_on)]


def span_name(span: str, starts_on: date) -> str:
    """«декабрь 2026», «IV квартал 2026»."""
    if span == Span.QUARTER:
        number = ("I", "II", "III", "IV")[(starts_on.month - 1) // 3]
        return _("quarter {number} of {year}").format(number=number, year=starts_on.year)
    return month_text(starts_on)
