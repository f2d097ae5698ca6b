"""The choice of an assignee for a lead (L2)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from okno.attract.assignment.models import AssignmentRule, LeadTurn, RuleSet, RuleShare, TurnCounter
from okno.attract.assignment.rules import Rule as LeadRule
from okno.attract.assignment.rules import Traits, as_share, fitting, read_rules, traits
from okno.attract.assignment.turns import Share, after_turn, is_full, next_turn
from okno.attract.leads.assigned import Assigned, Rule
from okno.attract.leads.caller import Caller
from okno.attract.leads.models import Lead
from okno.ground.kernel.clock import local_date
from okno.records.clients.models import AccountManagerTerm, Company
from okno.team.people.models import Employee
from okno.team.people.standins import answers_on

AWAY, FULL = "away", "full"


def assign(
    *,
    company: Company | None,
    recommended_by: Company | None,
    brought_by: Employee | None,
    on: date,
    lead: Traits | None = None,
) -> Assigned:
    """Return the assignment by the first of these that names an employee who works here on the day.

    1. Recommended by a client: that client's manager, present or absent, for a substitute sees the lead. 2.
    The manager of this very client. 3. The employee who found the lead. 4. The rules in force, in their
    order. 5. In turn among those who take leads. 6. Nobody: the head decides.
    """
    # The order is the business's (L2): a recommendation, an own client, the finder, the rules, the turn.
    if recommended_by and (manager := manager_of(recommended_by, on)):
        return Assigned(manager, Rule.RECOMMENDED)
    if company and (manager := manager_of(company, on)):
        return Assigned(manager, Rule.OWN_CLIENT)
    if brought_by and works(brought_by, on):
        return Assigned(brought_by, Rule.BROUGHT)
    return give_by_rules(lead or Traits(), on=on)


def give_by_rules(lead: Traits, *, on: date, without: Collection[int] = ()) -> Assigned:
    """Return the assignment by the first rule in force that fits and has an able seller, else in turn.

    `without` are employees who had the lead before and do not get it again.
    """
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
    """Return the company's manager on the day; None when there is none or they have left."""
    kept = (
        AccountManagerTerm.objects.filter(company=company, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .select_related("manager")
        .first()
    )
    return kept.manager if kept and works(kept.manager, on) else None


def works(employee: Employee, on: date) -> bool:
    """Return whether the employee has not left by the day.

    The last day counts as left: leavers hand over at once what they had.
    """
    return employee.left_on is None or employee.left_on > on


def take_turn(on: date, *, away: Collection[int] = (), without: Collection[int] = ()) -> Employee | None:
    """Return the present employee who has waited longest for a lead, and move the turn; None for nobody.

    The counter is updated before anything is read, so that two leads at the same moment wait for one another
    on both engines and go to two people.
    """
    # The UPDATE is the lock: leads that come at once take their turns one after another, on either engine.
    if not TurnCounter.objects.filter(pk=1).update(last=F("last") + 1):
        TurnCounter.objects.get_or_create(pk=1)
        TurnCounter.objects.filter(pk=1).update(last=F("last") + 1)
    turn = TurnCounter.objects.get(pk=1).last
    takers = (
        Employee.objects.filter(takes_leads=True, hired_on__lte=on)
        .filter(Q(left_on__isnull=True) | Q(left_on__gt=on))
        .exclude(pk__in={*away, *without})
        # Who has never had a lead comes first; NULLs stand elsewhere on each engine unless it is said.
        .order_by(F("lead_turn__last_turn").asc(nulls_first=True), "pk")
    )
    following = takers.first()
    if following:
        LeadTurn.objects.update_or_create(employee=following, defaults={"last_turn": turn})
    return following


def open_leads(people: Collection[int]) -> dict[int, int]:
    """Return the number of new leads of each of these employees by key."""
    new = Lead.objects.filter(status=Lead.Status.NEW, assigned_to__in=people, imported=False)
    return dict(new.order_by().values_list("assigned_to").annotate(count=Count("pk")))


def doubt_about(employee: Employee, on: date) -> str:
    """Return a warning that the employee is absent or full, for an assignment by hand; "" when neither."""
    if (instead := answers_on(on).get(employee.pk)) is not None:
        message = _("{name} is away today, {substitute} stands in.")
        return message.format(name=employee.name, substitute=instead.name)
    shares = RuleShare.objects.filter(rule__rule_set__status=RuleSet.Status.ACTING, employee=employee)
    # The smallest of several rules: whoever is full by one of them is warned about.
    most = min((share.most_open for share in shares if share.most_open is not None), default=None)
    count = open_leads([employee.pk]).get(employee.pk, 0) if most is not None else 0
    if most is not None and count >= most:
        message = _("{name} is full: {count} new leads, {most} is the most by the rules.")
        return message.format(name=employee.name, count=count, most=most)
    return ""


def why_not(share: Share, away: Collection[int], opened: Mapping[int, int]) -> str:
    """Return the code of the reason why the employee takes no lead now; "" when they take one."""
    return AWAY if share.key in away else FULL if is_full(share, opened) else ""


def _take_by_rule(
    rule: LeadRule, away: Collection[int], without: Collection[int], on: date, passed_by: dict[str, str]
) -> Employee | None:
    """Return the seller who takes the lead by this rule and move its turns; None when nobody is able to.

    The rule's row is written first, so that two leads at once wait for one another on both engines.
    """
    # Changes nothing and locks the rule: its shares are read after it, so that two leads do not take one
    # turn.
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


def assign_lead_of(caller: Caller, company: Company | None, at: datetime) -> Assigned:
    """Return who gets the lead that this caller brings, by the rules in force on the day of `at` (L2).

    `company` is None when the caller's company is not in Okno yet.
    """
    return assign(
        company=company,
        recommended_by=caller.recommended_by,
        brought_by=caller.brought_by,
        on=local_date(at),
        lead=traits(caller.source_type, caller.channel, caller.campaign, caller.service, caller.place),
    )
