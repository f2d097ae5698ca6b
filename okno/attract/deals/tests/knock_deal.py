"""`knock_deal WHO DEAL VERB`: a process that does one verb to a deal when told to.

VERB: see VERBS. Says what came of it: «done», or the kind of refusal.
"""

import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import django

VERBS = (
    *("negotiation", "documents", "lose", "win", "undo", "give", "change", "reopen", "remove_reason"),
    *("remove_question", "qualify", "remove_first"),
)


def main(who: int, deal: int, verb: int) -> str:
    django.setup()
    from okno.attract.deals.models import Deal
    from okno.ground.kernel.clock import at_hour
    from okno.ground.kernel.errors import OknoError
    from okno.team.people.models import Employee

    by, at = Employee.objects.get(pk=who), at_hour(date(2026, 10, 13), 10)
    one = Deal.objects.select_related("stage", "company", "owner", "lead").filter(pk=deal).first()
    act = act_of(VERBS[verb])
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        act(one, by=by, at=at)
    except OknoError as error:
        return type(error).__name__
    return "done"


def act_of(verb: str) -> Callable[..., Any]:
    from okno.attract.deals.actions.change_deal import change_deal
    from okno.attract.deals.actions.hand_over_deal import hand_over_deal
    from okno.attract.deals.actions.lose_deal import lose_deal
    from okno.attract.deals.actions.move_deal import move_deal
    from okno.attract.deals.actions.qualify_lead import qualify_lead
    from okno.attract.deals.actions.reopen_deal import reopen_deal
    from okno.attract.deals.actions.undo_move import undo_move
    from okno.attract.deals.actions.win_deal import win_deal
    from okno.attract.deals.models import LossReason, PipelineStage
    from okno.attract.leads.models import Lead, QualificationQuestion
    from okno.ground.directory.actions.remove_item import remove_item
    from okno.team.people.models import Employee

    reason: Any = LossReason.objects.get(code="price")
    question: Any = QualificationQuestion.objects.first()
    stage: Any = PipelineStage.objects.in_use()[0]
    lead: Any = Lead.objects.filter(status="new").first()
    other: Any = Employee.objects.filter(name__startswith="Larisa").first()
    acts: dict[str, Callable[..., Any]] = {
        "lose": lambda one, **who: lose_deal(deal=one, reason="price", attitude="neutral", **who),
        "win": lambda one, **who: win_deal(deal=one, signed_on=date(2026, 10, 13), **who),
        "undo": lambda one, **who: undo_move(deal=one, **who),
        "give": lambda one, **who: hand_over_deal(deal=one, receiver=other, **who),
        "change": lambda one, **who: change_deal(deal=one, monthly_minor=1, **who),
        "reopen": lambda one, **who: reopen_deal(deal=one, **who),
        "remove_reason": lambda one, **who: remove_item(item=reason, **who),
        "remove_question": lambda one, **who: remove_item(item=question, **who),
        "qualify": lambda one, **who: qualify_lead(
            lead=lead, owner=lead.assigned_to, title="Сервер", monthly_minor=None, **who
        ),
        "remove_first": lambda one, **who: remove_item(item=stage, to="negotiation", **who),
    }
    return acts.get(verb, lambda one, **who: move_deal(deal=one, stage=verb, **who))


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
