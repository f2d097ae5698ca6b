"""API of the rules of assignment, read by sellers and written by heads, and of first responses."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.attract.assignment.actions.answer_lead import answer_lead
from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.actions.drop_draft import drop_draft
from okno.attract.assignment.actions.pass_on_lead import pass_on_lead
from okno.attract.assignment.actions.put_rules_in_force import put_rules_in_force
from okno.attract.assignment.actions.write_draft import write_draft
from okno.attract.assignment.api.rule_shapes import (
    FirstAnswer,
    RuleBody,
    RuleSetAnswer,
    TrialAnswer,
    WriteDraftBody,
)
from okno.attract.assignment.drafts import RuleDraft, rule_draft_of
from okno.attract.assignment.dry_run import try_rules
from okno.attract.assignment.models import RuleSet, RuleSetStatus
from okno.attract.assignment.permissions import can_set_rules
from okno.attract.assignment.warnings import warnings_of
from okno.attract.leads.models import Lead
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Limit, Listing, listing
from okno.team.people.models import Employee

router = Router()

SETS = RuleSet.objects.prefetch_related("rules__shares")


@router.get("/assignment-rules", response={200: Listing[RuleSetAnswer], **PROBLEMS})
def list_rule_sets(
    request: HttpRequest, status: RuleSetStatus | None = None, cursor: str = "", limit: Limit = 50
) -> dict[str, Any]:
    """List sets of rules, the latest first: at most one draft and one in force, the rest are history."""
    visible = SETS.visible_to(caller(request))
    return listing(visible.filter(status=status) if status else visible, cursor, limit)


@router.post("/assignment-rules/draft", response={201: RuleSetAnswer, **PROBLEMS})
def draft_rules_api(request: HttpRequest) -> Status[RuleSet]:
    """Begin a draft, a copy of the rules in force. 409: there is one already."""
    return Status(201, _read(draft_rules(by=actor(request), at=timezone.now())))


@router.put("/assignment-rules/draft", response={200: RuleSetAnswer, **PROBLEMS})
def write_draft_api(request: HttpRequest, body: WriteDraftBody) -> RuleSet:
    """Write the draft whole, in place of what stands in it."""
    by = actor(request)
    rules = _rule_drafts(body.rules)
    timing = body.model_dump(exclude={"rules"})
    return _read(write_draft(rule_set=_draft(request), rules=rules, **timing, by=by, at=timezone.now()))


@router.delete("/assignment-rules/draft", response={204: None, **PROBLEMS})
def drop_draft_api(request: HttpRequest) -> Status[None]:
    """Throw the draft away."""
    drop_draft(rule_set=_draft(request), by=actor(request), at=timezone.now())
    return Status(204, None)


@router.post("/assignment-rules/draft/put-in-force", response={200: RuleSetAnswer, **PROBLEMS})
def put_rules_in_force_api(request: HttpRequest) -> RuleSet:
    """Put the draft in force; the rules before it become history."""
    return _read(put_rules_in_force(rule_set=_draft(request), by=actor(request), at=timezone.now()))


@router.get("/assignment-rules/{int:id}/try", response={200: TrialAnswer, **PROBLEMS})
def try_rules_api(
    request: HttpRequest, id: int, last: Annotated[int, Field(ge=1, le=1000)] = 200
) -> dict[str, Any]:
    """Try the rules on the last leads and return who would have got them. Nothing is written."""
    allow(can_set_rules(actor(request)))
    rule_set: RuleSet = get_visible_or_404(RuleSet.objects.all(), request, id)
    trial = try_rules(rule_set, last)
    warned = warnings_of(rule_set, local_date(timezone.now()))
    return {
        "warnings": [{"rule": row.rule.name, "words": row.sentences} for row in warned],
        "people": [{"name": person.name, "then": person.then, "now": person.now} for person in trial.people],
        "rules": [
            {"id": taken.rule.key, "name": taken.rule.name, "fitted": taken.fitted, "took": taken.took}
            for taken in trial.rules
        ],
        "leads": [
            {
                "lead_id": tried.lead.pk,
                "then_id": tried.then.pk if tried.then else None,
                "now_id": tried.now.pk if tried.now else None,
                "by_rule": tried.rule_name,
            }
            for tried in trial.leads
        ],
        "as_it_was": trial.as_it_was,
        "in_turn": trial.in_turn,
        "nobody": trial.nobody,
    }


@router.post("/leads/{int:id}/answer", response={200: FirstAnswer, **PROBLEMS})
def answer_lead_api(request: HttpRequest, id: int) -> Lead:
    """Mark the lead as answered; only the first time counts."""
    lead: Lead = get_visible_or_404(Lead.objects.select_related("company"), request, id)
    return answer_lead(lead=lead, by=actor(request), at=timezone.now())


@router.post("/leads/{int:id}/pass-on", response={200: FirstAnswer, **PROBLEMS})
def pass_on_lead_api(request: HttpRequest, id: int) -> Lead:
    """Reassign an unanswered lead by the rules, without waiting for the clock."""
    lead: Lead = get_visible_or_404(Lead.objects.select_related("company", "assigned_to"), request, id)
    return pass_on_lead(lead=lead, by=actor(request), at=timezone.now())


def _draft(request: HttpRequest) -> RuleSet:
    """Return the draft; 404 when there is none."""
    return get_object_or_404(RuleSet.objects.visible_to(caller(request)), status=RuleSet.Status.DRAFT)


def _read(rule_set: RuleSet) -> RuleSet:
    """Return the set again with its rules and shares, for the answer."""
    return SETS.get(pk=rule_set.pk)


def _rule_drafts(bodies: list[RuleBody]) -> list[RuleDraft]:
    """Return the rules of the body as drafts."""
    people = Employee.objects.in_bulk({share.employee_id for body in bodies for share in body.shares})
    return [rule_draft_of(body.model_dump(), people) for body in bodies]
