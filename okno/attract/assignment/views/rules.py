"""Pages of the rules of assignment: the set in force, the draft, its dry run."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.actions.drop_draft import drop_draft
from okno.attract.assignment.actions.put_rules_in_force import put_rules_in_force
from okno.attract.assignment.actions.write_draft import Rules, write_draft
from okno.attract.assignment.drafts import moved, print_of, replaced
from okno.attract.assignment.dry_run import try_rules
from okno.attract.assignment.forms import RuleForm, TimingForm
from okno.attract.assignment.models import AssignmentRule, RuleSet
from okno.attract.assignment.permissions import can_set_rules
from okno.attract.assignment.rule_rows import rule_set_page
from okno.attract.leads.queries import SEE_ALL, SEE_OWN
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import go_to, submit

HOW_MANY = (50, 200, 1000)
PAGE = "assignment:assignment_rules"


@signed_in
@require_safe
def assignment_rules(request: StaffRequest) -> HttpResponse:
    """Render the set in force, the draft and the history."""
    allow(request.employee.has(*SEE_ALL, *SEE_OWN))
    sets = RuleSet.objects.visible_to(request.employee)
    today = local_date(timezone.now())
    context = {"sets": rule_set_page(sets, today), "may_set": can_set_rules(request.actor)}
    return render(request, "assignment/rules.html", context)


@signed_in
@require_safe
def try_rules_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Render a dry run of the rules; `?last=` is the number of past leads."""
    allow(can_set_rules(request.actor))
    rule_set: RuleSet = get_visible_or_404(RuleSet.objects.all(), request, pk)
    typed = request.GET.get("last", "")
    last = int(typed) if typed in map(str, HOW_MANY) else HOW_MANY[1]
    trial = try_rules(rule_set, last)
    context = {"rule_set": rule_set, "trial": trial, "last": last, "how_many": HOW_MANY}
    return render(request, "assignment/try_rules.html", context)


@signed_in
@require_POST
def draft_rules_view(request: StaffRequest) -> HttpResponse:
    draft_rules(by=request.actor, at=timezone.now())
    return go_to(request, PAGE)


@signed_in
@require_POST
def drop_draft_view(request: StaffRequest, pk: int) -> HttpResponse:
    drop_draft(rule_set=_set(request, pk), by=request.actor, at=timezone.now())
    return go_to(request, PAGE)


@signed_in
@require_POST
def put_rules_in_force_view(request: StaffRequest, pk: int) -> HttpResponse:
    put_rules_in_force(rule_set=_set(request, pk), by=request.actor, at=timezone.now())
    return go_to(request, PAGE)


@signed_in
def change_draft_view(request: StaffRequest, pk: int) -> HttpResponse:
    rule_set = _set(request, pk)
    allow(can_set_rules(request.actor))
    initial = {"answer_minutes": rule_set.answer_minutes, "most_passes": rule_set.most_passes}

    def act(**timing: Any) -> str:
        write_draft(rule_set=rule_set, by=request.actor, at=timezone.now(), **timing)
        return PAGE

    form = TimingForm(request.POST or None, initial=initial)
    return submit(request, form, act, template="assignment/rules_timing.html")


@signed_in
def add_rule_view(request: StaffRequest, pk: int) -> HttpResponse:
    rule_set = _set(request, pk)
    allow(can_set_rules(request.actor))
    form = RuleForm(request.POST or None)

    def act(**_typed: Any) -> str:
        _write(request, rule_set, lambda rules: [*rules, form.draft()])
        return _at(rule_set.rules.last())

    return submit(request, form, act, template="assignment/rules_rule.html")


@signed_in
def change_rule_view(request: StaffRequest, pk: int) -> HttpResponse:
    rule = _rule(request, pk)
    allow(can_set_rules(request.actor))
    if rule.rule_set.status != RuleSet.Status.DRAFT:
        raise Http404
    form = RuleForm(request.POST or None, rule=rule, seen=print_of(rule))

    def act(**_typed: Any) -> str:
        _write(request, rule.rule_set, lambda rules: replaced(rules, form.draft()))
        return _at(rule)

    return submit(request, form, act, template="assignment/rules_rule.html", context={"rule": rule})


@signed_in
@require_POST
def move_rule_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Move the rule to `place`, counted from 1."""
    place = request.POST.get("place", "")
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 6 else 1
    rule = _rule(request, pk)
    _write(request, rule.rule_set, lambda rules: moved(rules, rule.pk, number))
    return go_to(request, _at(rule))


@signed_in
@require_POST
def remove_rule_view(request: StaffRequest, pk: int) -> HttpResponse:
    rule = _rule(request, pk)
    _write(request, rule.rule_set, lambda rules: [other for other in rules if other.key != rule.pk])
    return go_to(request, PAGE)


def _set(request: StaffRequest, pk: int) -> RuleSet:
    """Return the visible set of rules; 404 when there is none."""
    rule_set: RuleSet = get_visible_or_404(RuleSet.objects.all(), request, pk)
    return rule_set


def _rule(request: StaffRequest, pk: int) -> AssignmentRule:
    """Return the rule of a visible set; 404 when there is none."""
    seen = RuleSet.objects.visible_to(request.employee)
    rules = AssignmentRule.objects.filter(rule_set__in=seen).select_related("rule_set")
    return get_object_or_404(rules, pk=pk)


def _write(request: StaffRequest, rule_set: RuleSet, rules: Rules) -> None:
    """Replace the rules of the draft."""
    write_draft(rule_set=rule_set, rules=rules, by=request.actor, at=timezone.now())


def _at(rule: AssignmentRule | None) -> str:
    """Return the address of the rule on the page."""
    return f"{reverse(PAGE)}#rule-{rule.pk if rule else 0}"
