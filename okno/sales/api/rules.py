"""Rules of assignment: read by whoever sells, drafted, tried and put in force by heads; first answers."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.kernel.clock import local_date
from okno.kernel.errors import allow
from okno.people.doors import caller, one_visible
from okno.people.models import Employee
from okno.sales.actions.add_rule import add_rule
from okno.sales.actions.answer_lead import answer_lead
from okno.sales.actions.change_draft import change_draft
from okno.sales.actions.change_rule import change_rule
from okno.sales.actions.draft_rules import draft_rules
from okno.sales.actions.drop_draft import drop_draft
from okno.sales.actions.move_rule import move_rule
from okno.sales.actions.pass_on_lead import pass_on_lead
from okno.sales.actions.put_rules_in_force import put_rules_in_force
from okno.sales.actions.remove_rule import remove_rule
from okno.sales.actions.write_draft import write_draft
from okno.sales.api.rule_shapes import (
    DraftBody,
    FirstAnswer,
    PlaceBody,
    RuleAnswer,
    RuleBody,
    RuleSetAnswer,
    TimingBody,
    TrialAnswer,
)
from okno.sales.assignment.drafts import GivenRule, as_given
from okno.sales.assignment.trial import try_rules
from okno.sales.assignment.warnings import warnings_of
from okno.sales.models import AssignmentRule, Lead, RuleSet
from okno.sales.permissions import can_set_rules
from okno.ui.api import PROBLEMS, Limit, Listing, listing

router = Router(tags=["sales"])

SETS = RuleSet.objects.prefetch_related("rules__shares")


@router.get("/assignment-rules", response={200: Listing[RuleSetAnswer], **PROBLEMS})
def list_sets(
    request: HttpRequest, status: RuleSet.Status | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """Sets of rules, the latest first: at most one draft, at most one acting, the rest are history."""
    visible = SETS.visible_to(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.post("/assignment-rules/draft", response={201: RuleSetAnswer, **PROBLEMS})
def draft(request: HttpRequest) -> Status[RuleSet]:
    """Begin a draft, a copy of the rules in force. 409: there is one already."""
    return Status(201, _read(draft_rules(by=caller(request), at=timezone.now())))


@router.put("/assignment-rules/draft", response={200: RuleSetAnswer, **PROBLEMS})
def write(request: HttpRequest, body: DraftBody) -> RuleSet:
    """Write the draft whole, in place of what stands in it."""
    by = caller(request)
    rules = _given(body.rules)
    timing = body.model_dump(exclude={"rules"})
    return _read(write_draft(rule_set=_draft(request), rules=rules, **timing, by=by, at=timezone.now()))


@router.patch("/assignment-rules/draft", response={200: RuleSetAnswer, **PROBLEMS})
def time(request: HttpRequest, body: TimingBody) -> RuleSet:
    """How long a lead may wait, and how often it passes on."""
    by, given = caller(request), body.model_dump()
    return _read(change_draft(rule_set=_draft(request), **given, by=by, at=timezone.now()))


@router.delete("/assignment-rules/draft", response={204: None, **PROBLEMS})
def drop(request: HttpRequest) -> Status[None]:
    """Throw the draft away."""
    drop_draft(rule_set=_draft(request), by=caller(request), at=timezone.now())
    return Status(204, None)


@router.post("/assignment-rules/draft/put-in-force", response={200: RuleSetAnswer, **PROBLEMS})
def put_in_force(request: HttpRequest) -> RuleSet:
    """From now on leads are given by the draft; the rules before it are history."""
    return _read(put_rules_in_force(rule_set=_draft(request), by=caller(request), at=timezone.now()))


@router.post("/assignment-rules/draft/rules", response={201: RuleAnswer, **PROBLEMS})
def add(request: HttpRequest, body: RuleBody) -> Status[AssignmentRule]:
    """One more rule, the last."""
    (given,) = _given([body])
    return Status(201, add_rule(rule_set=_draft(request), given=given, by=caller(request), at=timezone.now()))


@router.put("/assignment-rules/draft/rules/{int:id}", response={200: RuleAnswer, **PROBLEMS})
def change(request: HttpRequest, id: int, body: RuleBody) -> AssignmentRule:
    """Write one rule of the draft anew in its place."""
    (given,) = _given([body])
    return change_rule(rule=_rule(request, id), given=given, by=caller(request), at=timezone.now())


@router.post("/assignment-rules/draft/rules/{int:id}/move", response={200: RuleAnswer, **PROBLEMS})
def move(request: HttpRequest, id: int, body: PlaceBody) -> AssignmentRule:
    """`place` counts from 1: of the rules that fit the first fires."""
    return move_rule(rule=_rule(request, id), place=body.place, by=caller(request), at=timezone.now())


@router.delete("/assignment-rules/draft/rules/{int:id}", response={204: None, **PROBLEMS})
def remove(request: HttpRequest, id: int) -> Status[None]:
    """Take a rule out of the draft."""
    remove_rule(rule=_rule(request, id), by=caller(request), at=timezone.now())
    return Status(204, None)


@router.get("/assignment-rules/{int:id}/try", response={200: TrialAnswer, **PROBLEMS})
def try_on_past(
    request: HttpRequest, id: int, last: Annotated[int, Field(ge=1, le=1000)] = 200
) -> dict[str, Any]:
    """What would have become of the last leads by these rules. Nothing is written."""
    allow(can_set_rules(caller(request)))
    rule_set: RuleSet = one_visible(RuleSet.objects.all(), request, id)
    trial = try_rules(rule_set, last)
    warned = warnings_of(rule_set, local_date(timezone.now()))
    return {
        "warnings": [{"rule": one.rule.name, "words": one.words} for one in warned],
        "people": [{"name": one.name, "then": one.then, "now": one.now} for one in trial.people],
        "rules": [
            {"id": one.rule.key, "name": one.rule.name, "fitted": one.fitted, "took": one.took}
            for one in trial.rules
        ],
        "leads": [
            {
                "lead_id": one.lead.pk,
                "then_id": one.then.pk if one.then else None,
                "now_id": one.now.pk if one.now else None,
                "by_rule": one.rule_name,
            }
            for one in trial.leads
        ],
        "as_it_was": trial.as_it_was,
        "in_turn": trial.in_turn,
        "nobody": trial.nobody,
    }


@router.post("/leads/{int:id}/answer", response={200: FirstAnswer, **PROBLEMS})
def answer(request: HttpRequest, id: int) -> Lead:
    """The lead has had its first answer; counted once."""
    lead: Lead = one_visible(Lead.objects.select_related("company"), request, id)
    return answer_lead(lead=lead, by=caller(request), at=timezone.now())


@router.post("/leads/{int:id}/pass-on", response={200: FirstAnswer, **PROBLEMS})
def pass_on(request: HttpRequest, id: int) -> Lead:
    """A head gives an unanswered lead to the next by the rules, without waiting for the clock."""
    lead: Lead = one_visible(Lead.objects.select_related("company", "assigned_to"), request, id)
    return pass_on_lead(lead=lead, by=caller(request), at=timezone.now())


def _draft(request: HttpRequest) -> RuleSet:
    return get_object_or_404(RuleSet.objects.visible_to(caller(request)), status=RuleSet.Status.DRAFT)


def _rule(request: HttpRequest, pk: int) -> AssignmentRule:
    rules = AssignmentRule.objects.filter(rule_set=_draft(request)).select_related("rule_set")
    return get_object_or_404(rules, pk=pk)


def _read(rule_set: RuleSet) -> RuleSet:
    return SETS.get(pk=rule_set.pk)


def _given(bodies: list[RuleBody]) -> list[GivenRule]:
    people = Employee.objects.in_bulk({one.employee_id for body in bodies for one in body.shares})
    return [as_given(body.model_dump(), people) for body in bodies]
