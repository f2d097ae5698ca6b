"""Who gets a lead, and by which rule (L2)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.clients.models import Company, Management
from okno.kernel.errors import Text
from okno.kernel.kept import filled, keep
from okno.people.models import Employee
from okno.people.standins import answers_on
from okno.sales.assignment.rules import Rule as LeadRule
from okno.sales.assignment.rules import Traits, as_share, fitting, read_rules
from okno.sales.assignment.turns import Share, after_turn, is_full, next_turn
from okno.sales.models import AssignmentRule, Lead, LeadTurn, RuleSet, RuleShare, TurnCounter

Rule = Lead.Rule
AWAY, FULL = "away", "full"


@dataclass(frozen=True)
class Assigned:
    """`rule_name` is the head's own name of the rule that fired; `passed_by` tells who was not able: why."""

    to: Employee | None
    rule: str
    rule_name: str = ""
    passed_by: Mapping[str, str] | None = None

    @property
    def word(self) -> object:
        """Why this person, as the journal keeps it: each reads it in his language."""
        return keep(named_rule(self.rule_name) if self.rule_name else Rule(self.rule))


def named_rule(name: str) -> Text:
    return filled(gettext_lazy("by the rule «%(name)s»"), name=name)


def assign(
    *,
    company: Company | None,
    recommended_by: Company | None,
    brought_by: Employee | None,
    on: date,
    lead: Traits | None = None,
) -> Assigned:
    """The first that names somebody who works here on this day.

    1. Recommended by a client: that client's manager; away or not, for his substitute sees it. 2. This very
    client's manager. 3. The one who found the lead. 4. The rules in force, in their order. 5. In turn among
    those who take leads. 6. Nobody: the head decides.
    """
    if recommended_by and (manager := manager_of(recommended_by, on)):
        return Assigned(manager, Rule.RECOMMENDED)
    if company and (manager := manager_of(company, on)):
        return Assigned(manager, Rule.OWN_CLIENT)
    if brought_by and works(brought_by, on):
        return Assigned(brought_by, Rule.BROUGHT)
    return give_by_rules(lead or Traits(), on=on)


def give_by_rules(lead: Traits, *, on: date, without: Collection[int] = ()) -> Assigned:
    """By the first rule in force that fits and has somebody able, else in turn; `without`: who had it."""
    passed_by: dict[str, str] = {}
    acting = RuleSet.objects.acting()
    away = set(answers_on(on))
    for rule in fitting(read_rules(acting), lead) if acting else ():
        if taker := _take_by_rule(rule, away, without, on, passed_by):
            return Assigned(taker, Rule.SPECIALISED, rule.name, passed_by)
    if following := take_turn(on, away=away, without=without):
        return Assigned(following, Rule.TURN, passed_by=passed_by)
    return Assigned(None, Rule.NOBODY, passed_by=passed_by)


def manager_of(company: Company, on: date) -> Employee | None:
    """Who keeps the company on this day, unless he has left us."""
    kept = (
        Management.objects.filter(company=company, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .select_related("manager")
        .first()
    )
    return kept.manager if kept and works(kept.manager, on) else None


def works(employee: Employee, on: date) -> bool:
    """On his last day he does not: whoever has left hands over at once what he had."""
    return employee.left_on is None or employee.left_on > on


def take_turn(on: date, *, away: Collection[int] = (), without: Collection[int] = ()) -> Employee | None:
    """The next among those who take leads and are here; None when nobody is.

    The counter is updated before anything is read, so that two leads at the same moment wait for one another
    on both engines and go to two people.
    """
    if not TurnCounter.objects.filter(pk=1).update(last=F("last") + 1):
        TurnCounter.objects.get_or_create(pk=1)
        TurnCounter.objects.filter(pk=1).update(last=F("last") + 1)
    turn = TurnCounter.objects.get(pk=1).last
    takers = (
        Employee.objects.filter(takes_leads=True, hired_on__lte=on)
        .filter(Q(left_on__isnull=True) | Q(left_on__gt=on))
        .exclude(pk__in={*away, *without})
        .order_by(F("lead_turn__last_turn").asc(nulls_first=True), "pk")
    )
    following = takers.first()
    if following:
        LeadTurn.objects.update_or_create(employee=following, defaults={"last_turn": turn})
    return following


def open_leads(people: Collection[int]) -> dict[int, int]:
    """How many new leads each of these has now."""
    new = Lead.objects.filter(status=Lead.Status.NEW, assigned_to__in=people, imported=False)
    return dict(new.order_by().values_list("assigned_to").annotate(count=Count("pk")))


def doubt_about(employee: Employee, on: date) -> str:
    """What a head should know before he gives a lead by hand; empty when nothing speaks against it."""
    if (instead := answers_on(on).get(employee.pk)) is not None:
        told = _("{name} is away today, {substitute} stands in.")
        return told.format(name=employee.name, substitute=instead.name)
    shares = RuleShare.objects.filter(rule__rule_set__status=RuleSet.Status.ACTING, employee=employee)
    most = min((one.most_open for one in shares if one.most_open is not None), default=None)
    count = open_leads([employee.pk]).get(employee.pk, 0) if most is not None else 0
    if most is not None and count >= most:
        told = _("{name} is full: {count} new leads, {most} is the most by the rules.")
        return told.format(name=employee.name, count=count, most=most)
    return ""


def why_not(share: Share, away: Collection[int], opened: Mapping[int, int]) -> str:
    """A code of why he takes no lead now; empty when he does."""
    return AWAY if share.key in away else FULL if is_full(share, opened) else ""


def _take_by_rule(
    rule: LeadRule, away: Collection[int], without: Collection[int], on: date, passed_by: dict[str, str]
) -> Employee | None:
    """The rule's row is written first, so that two leads at once wait for one another on both engines."""
    AssignmentRule.objects.filter(pk=rule.key).update(turns=F("turns"))
    rows = list(RuleShare.objects.filter(rule=rule.key).select_related("employee"))
    people = {row.employee_id: row.employee for row in rows}
    shares = [as_share(row) for row in rows]
    opened = open_leads(people)
    able = set()
    for share in shares:
        person = people[share.key]
        if not works(person, on) or person.hired_on > on or share.key in without:
            continue
        if reason := why_not(share, away, opened):
            passed_by[person.name] = reason
        else:
            able.add(share.key)
    taker = next_turn(shares, able)
    if taker is None:
        return None
    for key, strides in after_turn(shares, able, taker).items():
        RuleShare.objects.filter(rule=rule.key, employee=key).update(strides=strides)
    AssignmentRule.objects.filter(pk=rule.key).update(turns=F("turns") + 1)
    return people[taker]
