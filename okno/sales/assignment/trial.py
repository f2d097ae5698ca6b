"""Rules tried on leads of the past before they act: the same conditions and turns as live ones (L2).

Everything is read in a few queries; nothing is written. What is assumed is said by the page: a lead was open
from when it came until it really was closed, and who is full or away is asked as of the day it came.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from okno.kernel.clock import local_date
from okno.people.models import Absence, Employee
from okno.sales.assignment.assign import why_not
from okno.sales.assignment.rules import Rule, fitting, read_rules, traits_of
from okno.sales.assignment.turns import Share, after_turn, next_turn
from okno.sales.models import Lead, LeadTurn, RuleSet

# These go to a client's manager, to who found them, or wait for a head: rules never see them.
BEFORE_RULES = {"recommended", "own_client", "brought", "held"}
AS_IT_WAS, IN_TURN, NOBODY = "as_it_was", "in_turn", "nobody"


@dataclass(frozen=True, slots=True)
class Tried:
    """One lead: who got it, who would, by which rule (a key of a rule, or a code)."""

    lead: Lead
    then: Employee | None
    now: Employee | None
    by: int | str
    rule_name: str

    @property
    def differs(self) -> bool:
        return (self.then and self.then.pk) != (self.now and self.now.pk)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    then: int
    now: int

    @property
    def change(self) -> int:
        return self.now - self.then

    @property
    def change_text(self) -> str:
        return f"{self.change:+d}".replace("-", "−") if self.change else "0"


@dataclass(frozen=True, slots=True)
class Taken:
    """How many leads fit the rule, how many it took; none: nobody would miss it."""

    rule: Rule
    fitted: int
    took: int


@dataclass(frozen=True, slots=True)
class Trial:
    leads: list[Tried]
    people: list[Person]
    rules: list[Taken]
    as_it_was: int
    in_turn: int
    nobody: int

    @property
    def differ(self) -> int:
        return sum(one.differs for one in self.leads)


@dataclass
class _Desk:
    """What changes while leads go by: turns of each rule and whose leads are open, as of then."""

    shares: dict[int, list[Share]]
    turns: dict[int, int]
    turn: int
    opened: Counter[int] = field(default_factory=Counter)
    closing: list[tuple[datetime, int]] = field(default_factory=list)

    def close_until(self, at: datetime) -> None:
        still = []
        for closed_at, person in self.closing:
            if closed_at <= at:
                self.opened[person] -= 1
            else:
                still.append((closed_at, person))
        self.closing = still

    def open(self, person: int, lead: Lead) -> None:
        self.opened[person] += 1
        if lead.closed_at:
            self.closing.append((lead.closed_at, person))


def try_rules(rule_set: RuleSet, last: int) -> Trial:
    """The last so many leads that came in, not loaded as history, the oldest first."""
    rules = read_rules(rule_set)
    names = ("company", "assigned_to")
    found = Lead.objects.filter(imported=False).select_related(*names).order_by("-received_at", "-pk")
    leads = list(reversed(found[:last]))
    people = {one.pk: one for one in Employee.objects.all()}
    desk = _desk(rules, leads)
    away = _absences(leads)
    tried = [_try(lead, rules, people, away, desk) for lead in leads]
    return _told(tried, rules)


def _try(
    lead: Lead, rules: list[Rule], people: Mapping[int, Employee], away: list[Absence], desk: _Desk
) -> Tried:
    desk.close_until(lead.received_at)
    on = local_date(lead.received_at)
    absent = {one.employee_id for one in away if one.starts_on <= on <= one.ends_on}
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
    if lead.assignment_rule in BEFORE_RULES:
        return AS_IT_WAS, "", lead.assigned_to_id
    for rule in fitting(rules, traits_of(lead)):
        shares = desk.shares[rule.key]
        able = {
            one.key
            for one in shares
            if _worked(people[one.key], on) and not why_not(one, absent, desk.opened)
        }
        if (taker := next_turn(shares, able)) is not None:
            moved = after_turn(shares, able, taker)
            desk.shares[rule.key] = [replace(one, strides=moved.get(one.key, one.strides)) for one in shares]
            return rule.key, rule.name, taker
    return _in_turn(people, absent, desk, on)


def _in_turn(
    people: Mapping[int, Employee], absent: set[int], desk: _Desk, on: date
) -> tuple[int | str, str, int | None]:
    takers = [pk for pk, one in people.items() if one.takes_leads and pk not in absent and _worked(one, on)]
    if not takers:
        return NOBODY, "", None
    taker = min(takers, key=lambda pk: (desk.turns.get(pk, -1), pk))
    desk.turn += 1
    desk.turns[taker] = desk.turn
    return IN_TURN, "", taker


def _desk(rules: list[Rule], leads: list[Lead]) -> _Desk:
    """As of the first of the leads: what was open then and is not among them stands with who has it."""
    turns = dict(LeadTurn.objects.values_list("employee", "last_turn"))
    shares = {rule.key: [replace(one, strides=0) for one in rule.shares] for rule in rules}
    desk = _Desk(shares, turns, max(turns.values(), default=0))
    if leads and any(one.most_open is not None for rule in rules for one in rule.shares):
        first = leads[0]
        holders = {one.key for rule in rules for one in rule.shares}
        before = Lead.objects.filter(
            imported=False, assigned_to__in=holders, received_at__lt=first.received_at
        ).exclude(closed_at__lte=first.received_at)
        for person, closed_at in before.values_list("assigned_to", "closed_at"):
            desk.open(person, Lead(closed_at=closed_at))
    return desk


def _absences(leads: list[Lead]) -> list[Absence]:
    if not leads:
        return []
    first, last = local_date(leads[0].received_at), local_date(leads[-1].received_at)
    return list(Absence.objects.within(first, last))


def _worked(person: Employee, on: date) -> bool:
    return person.hired_on <= on and (person.left_on is None or person.left_on > on)


def _told(tried: list[Tried], rules: list[Rule]) -> Trial:
    fitted = Counter(
        rule.key for one in tried if one.by != AS_IT_WAS for rule in fitting(rules, traits_of(one.lead))
    )
    took = Counter(one.by for one in tried)
    return Trial(
        leads=list(reversed(tried)),
        people=_people(tried),
        rules=[Taken(rule, fitted[rule.key], took[rule.key]) for rule in rules],
        as_it_was=took[AS_IT_WAS],
        in_turn=took[IN_TURN],
        nobody=took[NOBODY],
    )


def _people(tried: Iterable[Tried]) -> list[Person]:
    then = Counter(one.then.name for one in tried if one.then)
    now = Counter(one.now.name for one in tried if one.now)
    return [Person(name, then[name], now[name]) for name in sorted(then | now)]
