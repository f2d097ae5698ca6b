"""Dry run of rules on past leads before they act: the same conditions and turns as for live leads (L2).

Everything is read in a few queries; nothing is written. The page states the assumptions: a lead was open from
its arrival to its real end, and full and absent employees are those of the day it came.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from okno.attract.assignment.assign import why_not
from okno.attract.assignment.models import LeadTurn, RuleSet
from okno.attract.assignment.rules import Rule, fitting, read_rules, traits_of
from okno.attract.assignment.turns import Share, after_turn, next_turn
from okno.attract.leads.models import Lead
from okno.ground.kernel.clock import local_date
from okno.team.people.models import Absence, Employee

# These go to a client's manager or to their finder, or wait for a head: rules never see them.
BEFORE_RULES = {"recommended", "own_client", "brought", "held"}
AS_IT_WAS, IN_TURN, NOBODY = "as_it_was", "in_turn", "nobody"


@dataclass(frozen=True, slots=True)
class Tried:
    """One lead of the dry run: its real and its new assignee, and the rule (its key, or a code)."""

    lead: Lead
    then: Employee | None
    now: Employee | None
    by: int | str
    rule_name: str

    @property
    def differs(self) -> bool:
        """Return whether the rules would have chosen another assignee."""
        return (self.then and self.then.pk) != (self.now and self.now.pk)


@dataclass(frozen=True, slots=True)
class Person:
    """The number of leads an employee really got, and would have got by the rules."""

    name: str
    then: int
    now: int

    @property
    def change(self) -> int:
        """Return the difference between the two numbers."""
        return self.now - self.then

    @property
    def change_text(self) -> str:
        """Return the difference with its sign, for the page."""
        return f"{self.change:+d}".replace("-", "−") if self.change else "0"


@dataclass(frozen=True, slots=True)
class Taken:
    """How many leads fit the rule and how many it took; a rule that took none can go."""

    rule: Rule
    fitted: int
    took: int


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of a dry run."""

    leads: list[Tried]
    people: list[Person]
    rules: list[Taken]
    as_it_was: int
    in_turn: int
    nobody: int

    @property
    def differ(self) -> int:
        """Return the number of leads that another employee would have got."""
        return sum(tried.differs for tried in self.leads)


@dataclass
class _Desk:
    """The state while leads go by: turns of each rule and open leads of each employee at that time."""

    shares: dict[int, list[Share]]
    turns: dict[int, int]
    turn: int
    opened: Counter[int] = field(default_factory=Counter)
    closing: list[tuple[datetime, int]] = field(default_factory=list)

    def close_until(self, at: datetime) -> None:
        """Take leads closed by then off the counts of open leads."""
        # In the order of time, as it was: whether somebody was full is a question of that moment.
        still = []
        for closed_at, person in self.closing:
            if closed_at <= at:
                self.opened[person] -= 1
            else:
                still.append((closed_at, person))
        self.closing = still

    def open(self, person: int, lead: Lead) -> None:
        """Count a lead as open for the employee until its real end."""
        self.opened[person] += 1
        if lead.closed_at:
            self.closing.append((lead.closed_at, person))


def try_rules(rule_set: RuleSet, last: int) -> Trial:
    """Try the rules on the last `last` leads, imported ones left out, the oldest first; return the result."""
    rules = read_rules(rule_set)
    names = ("company", "assigned_to")
    latest = Lead.objects.filter(imported=False).select_related(*names).order_by("-received_at", "-pk")
    # The latest ones, but the oldest of them first: turns go forward only.
    leads = list(reversed(latest[:last]))
    people = {person.pk: person for person in Employee.objects.all()}
    desk = _desk(rules, leads)
    away = _absences(leads)
    tried = [_try(lead, rules, people, away, desk) for lead in leads]
    return _summary(tried, rules)


def _try(
    lead: Lead, rules: list[Rule], people: Mapping[int, Employee], away: list[Absence], desk: _Desk
) -> Tried:
    """Return the result for one lead, and count the lead as open for its new assignee."""
    desk.close_until(lead.received_at)
    on = local_date(lead.received_at)
    absent = {absence.employee_id for absence in away if absence.starts_on <= on <= absence.ends_on}
    by, name, person = _choose(lead, rules, people, absent, desk, on)
    if person is not None:
        desk.open(person, lead)
    return Tried(lead, lead.assigned_to, people.get(person) if person else None, by, name)


def _choose(
    lead: Lead,
    rules: list[Rule],
    people: Mapping[int, Employee],
    absent: set[int],
    desk: _Desk,
    on: date,
) -> tuple[int | str, str, int | None]:
    """Return the key or code of the rule, its name, and the key of the chosen employee, None for nobody."""
    if lead.assignment_rule in BEFORE_RULES:
        return AS_IT_WAS, "", lead.assigned_to_id
    for rule in fitting(rules, traits_of(lead)):
        shares = desk.shares[rule.key]
        able = {
            share.key
            for share in shares
            if _worked(people[share.key], on) and not why_not(share, absent, desk.opened)
        }
        if (taker := next_turn(shares, able)) is not None:
            moved = after_turn(shares, able, taker)
            desk.shares[rule.key] = [
                replace(share, strides=moved.get(share.key, share.strides)) for share in shares
            ]
            return rule.key, rule.name, taker
    return _in_turn(people, absent, desk, on)


def _in_turn(
    people: Mapping[int, Employee], absent: set[int], desk: _Desk, on: date
) -> tuple[int | str, str, int | None]:
    """Return the same for a lead that no rule takes: the employee who has waited longest, or nobody."""
    takers = [
        pk for pk, person in people.items() if person.takes_leads and pk not in absent and _worked(person, on)
    ]
    if not takers:
        return NOBODY, "", None
    taker = min(takers, key=lambda pk: (desk.turns.get(pk, -1), pk))
    desk.turn += 1
    desk.turns[taker] = desk.turn
    return IN_TURN, "", taker


def _desk(rules: list[Rule], leads: list[Lead]) -> _Desk:
    """Return the state at the arrival of the first lead.

    Leads that were open then and are not in the dry run count for the employees who have them now.
    """
    turns = dict(LeadTurn.objects.values_list("employee", "last_turn"))
    shares = {rule.key: [replace(share, strides=0) for share in rule.shares] for rule in rules}
    desk = _Desk(shares, turns, max(turns.values(), default=0))
    if leads and any(share.most_open is not None for rule in rules for share in rule.shares):
        first = leads[0]
        holders = {share.key for rule in rules for share in rule.shares}
        before = Lead.objects.filter(
            imported=False, assigned_to__in=holders, received_at__lt=first.received_at
        ).exclude(closed_at__lte=first.received_at)
        for person, closed_at in before.values_list("assigned_to", "closed_at"):
            desk.open(person, Lead(closed_at=closed_at))
    return desk


def _absences(leads: list[Lead]) -> list[Absence]:
    """Return the absences on the days of these leads."""
    if not leads:
        return []
    first, last = local_date(leads[0].received_at), local_date(leads[-1].received_at)
    return list(Absence.objects.within(first, last))


def _worked(person: Employee, on: date) -> bool:
    """Return whether the employee worked here on the day."""
    return person.hired_on <= on and (person.left_on is None or person.left_on > on)


def _summary(results: list[Tried], rules: list[Rule]) -> Trial:
    """Return the results of all leads with the counts by employee and by rule."""
    fitted = Counter(
        rule.key
        for tried in results
        if tried.by != AS_IT_WAS
        for rule in fitting(rules, traits_of(tried.lead))
    )
    took = Counter(tried.by for tried in results)
    return Trial(
        leads=list(reversed(results)),
        people=_people(results),
        rules=[Taken(rule, fitted[rule.key], took[rule.key]) for rule in rules],
        as_it_was=took[AS_IT_WAS],
        in_turn=took[IN_TURN],
        nobody=took[NOBODY],
    )


def _people(results: Iterable[Tried]) -> list[Person]:
    """Return the counts by employee, sorted by name."""
    then = Counter(tried.then.name for tried in results if tried.then)
    now = Counter(tried.now.name for tried in results if tried.now)
    return [Person(name, then[name], now[name]) for name in sorted(then | now)]
