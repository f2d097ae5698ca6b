"""Pages of the rules of assignment: those in force, the draft, its trial."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.sales.actions.add_rule import add_rule
from okno.sales.actions.change_draft import change_draft
from okno.sales.actions.change_rule import change_rule
from okno.sales.actions.draft_rules import draft_rules
from okno.sales.actions.drop_draft import drop_draft
from okno.sales.actions.move_rule import move_rule
from okno.sales.actions.put_rules_in_force import put_rules_in_force
from okno.sales.actions.remove_rule import remove_rule
from okno.sales.assignment.drafts import print_of
from okno.sales.assignment.told import told_sets
from okno.sales.assignment.trial import try_rules
from okno.sales.forms.rules import RuleForm, TimingForm
from okno.sales.models import AssignmentRule, RuleSet
from okno.sales.permissions import can_set_rules
from okno.sales.queries import SEE_ALL, SEE_OWN
from okno.ui.submit import go_to, submit

HOW_MANY = (50, 200, 1000)
PAGE = "sales:assignment_rules"


@signed_in
@require_safe
def assignment_rules(request: StaffRequest) -> HttpResponse:
    allow(request.employee.has(*SEE_ALL, *SEE_OWN))
    sets = RuleSet.objects.visible_to(request.employee)
    today = local_date(timezone.now())
    context = {"sets": told_sets(sets, today), "may_set": can_set_rules(request.employee)}
    return render(request, "sales/rules.html", context)


@signed_in
@require_safe
def try_rules_view(request: StaffRequest, pk: int) -> HttpResponse:
    """`?last=`: on how many leads of the past."""
    allow(can_set_rules(request.employee))
    rule_set: RuleSet = one_visible(RuleSet.objects.all(), request, pk)
    asked = request.GET.get("last", "")
    last = int(asked) if asked in map(str, HOW_MANY) else HOW_MANY[1]
    trial = try_rules(rule_set, last)
    context = {"rule_set": rule_set, "trial": trial, "last": last, "how_many": HOW_MANY}
    return render(request, "sales/try_rules.html", context)


@signed_in
@require_POST
def draft_rules_view(request: StaffRequest) -> HttpResponse:
    draft_rules(by=request.employee, at=timezone.now())
    return go_to(request, PAGE)


@signed_in
@require_POST
def drop_draft_view(request: StaffRequest, pk: int) -> HttpResponse:
    drop_draft(rule_set=_set(request, pk), by=request.employee, at=timezone.now())
    return go_to(request, PAGE)


@signed_in
@require_POST
def put_rules_in_force_view(request: StaffRequest, pk: int) -> HttpResponse:
    put_rules_in_force(rule_set=_set(request, pk), by=request.employee, at=timezone.now())
    return go_to(request, PAGE)


@signed_in
def change_draft_view(request: StaffRequest, pk: int) -> HttpResponse:
    rule_set = _set(request, pk)
    allow(can_set_rules(request.employee))
    initial = {"answer_minutes": rule_set.answer_minutes, "most_passes": rule_set.most_passes}

    def act(**given: Any) -> str:
        change_draft(rule_set=rule_set, by=request.employee, at=timezone.now(), **given)
        return PAGE

    form = TimingForm(request.POST or None, initial=initial)
    return submit(request, form, act, template="sales/rules_timing.html")


@signed_in
def add_rule_view(request: StaffRequest, pk: int) -> HttpResponse:
    rule_set = _set(request, pk)
    allow(can_set_rules(request.employee))
    form = RuleForm(request.POST or None)

    def act(**_typed: Any) -> str:
        rule = add_rule(rule_set=rule_set, given=form.given(), by=request.employee, at=timezone.now())
        return _at(rule)

    return submit(request, form, act, template="sales/rules_rule.html")


@signed_in
def change_rule_view(request: StaffRequest, pk: int) -> HttpResponse:
    rule = _rule(request, pk)
    allow(can_set_rules(request.employee))
    if rule.rule_set.status != RuleSet.Status.DRAFT:
        raise Http404
    form = RuleForm(request.POST or None, rule=rule, seen=print_of(rule))

    def act(seen: str, **_typed: Any) -> str:
        now = timezone.now()
        return _at(change_rule(rule=rule, given=form.given(), seen=seen, by=request.employee, at=now))

    return submit(request, form, act, template="sales/rules_rule.html", context={"rule": rule})


@signed_in
@require_POST
def move_rule_view(request: StaffRequest, pk: int) -> HttpResponse:
    """`place`, from 1."""
    place = request.POST.get("place", "")
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 6 else 1
    rule = move_rule(rule=_rule(request, pk), place=number, by=request.employee, at=timezone.now())
    return go_to(request, _at(rule))


@signed_in
@require_POST
def remove_rule_view(request: StaffRequest, pk: int) -> HttpResponse:
    remove_rule(rule=_rule(request, pk), by=request.employee, at=timezone.now())
    return go_to(request, PAGE)


def _set(request: StaffRequest, pk: int) -> RuleSet:
    found: RuleSet = one_visible(RuleSet.objects.all(), request, pk)
    return found


def _rule(request: StaffRequest, pk: int) -> AssignmentRule:
    seen = RuleSet.objects.visible_to(request.employee)
    rules = AssignmentRule.objects.filter(rule_set__in=seen).select_related("rule_set")
    return get_object_or_404(rules, pk=pk)


def _at(rule: AssignmentRule) -> str:
    return f"{reverse(PAGE)}#rule-{rule.pk}"
