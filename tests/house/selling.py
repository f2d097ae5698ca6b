"""What selling leaves behind: a stage, a rule, a reason, a question; a deal that waits for a yes."""

from dataclasses import replace
from datetime import date
from typing import Any

from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.actions.put_rules_in_force import put_rules_in_force
from okno.attract.assignment.actions.write_draft import write_draft
from okno.attract.assignment.drafts import RuleDraft, ShareDraft
from okno.attract.assignment.models import RuleSet
from okno.attract.deals.actions.accept_deal import accept_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.directories.losses import LOSS_REASONS
from okno.attract.deals.directories.stages import STAGES
from okno.attract.leads.directories import QUESTIONS
from okno.attract.quotes.tests.cast import a_company, a_deal
from okno.ground.directory.actions.add_item import add_item
from okno.ground.directory.actions.remove_item import remove_item
from okno.ground.directory.directory import Directory
from okno.money.plans.actions.set_sales_plan import set_sales_plan
from okno.team.people.models import Employee
from tests.house.day import NOW


def a_selling(people: dict[str, Employee], number: int) -> dict[str, Any]:
    """Rules in force and a draft of the next; the closer's plan; a deal moved and one handed over."""
    by_head = {"by": people["head"], "at": NOW}
    stage = add_item(directory=STAGES, name=f"Trial {number}", **by_head)
    return {
        **_rules(people, number),
        **_deals(people, number),
        "stage": stage,
        "gone_stage": _gone(STAGES, number, **by_head),
        "loss_reason": add_item(directory=LOSS_REASONS, name=f"Too far {number}", **by_head),
        "gone_loss_reason": _gone(LOSS_REASONS, number, **by_head),
        "question": add_item(directory=QUESTIONS, name=f"How many seats {number}", kind="number", **by_head),
        "gone_question": _gone(QUESTIONS, number, **by_head),
        "stage_ids": [one.pk for one in STAGES.in_use()],
        "loss_reason_ids": [one.pk for one in LOSS_REASONS.in_use() if one.parent_id is None],
        "question_ids": [one.pk for one in QUESTIONS.in_use()],
        "sales_plan": set_sales_plan(
            employee=people["closer"],
            span="month",
            starts_on=date(2026 + number % 1000 // 20, 11, 1),
            target_minor=100_000_00,
            **by_head,
        ),
    }


def _gone(directory: Directory[Any], number: int, **by_head: Any) -> Any:
    item = add_item(directory=directory, name=f"Gone {number}", **by_head)
    return remove_item(item=item, **by_head)


def _rules(people: dict[str, Employee], number: int) -> dict[str, Any]:
    """What is in force takes nothing of the house's own leads: they go on as they went."""
    by_head = {"by": people["head"], "at": NOW}
    given = RuleDraft(f"Fair {number}", shares=[ShareDraft(people["closer"])], campaigns=[f"fair {number}"])
    draft = RuleSet.objects.filter(status="draft").first() or draft_rules(**by_head)
    if RuleSet.objects.acting() is None:
        write_draft(rule_set=draft, rules=[given], **by_head)
        put_rules_in_force(rule_set=draft, **by_head)
        draft = draft_rules(**by_head)
    # The draft begins with the rules in force: the next one bears a name of its own.
    given = replace(given, name=f"Next fair {number}")
    write_draft(rule_set=draft, rules=lambda rules: [*rules, given], **by_head)
    return {"rule_set": draft, "rule": draft.rules.last()}


def _deals(people: dict[str, Employee], number: int) -> dict[str, Any]:
    closer = people["closer"]
    moved = a_deal(company=a_company(number=number), owner=closer, at=NOW)
    accept_deal(handover=moved.handovers.get(), by=closer, at=NOW)
    move_deal(deal=moved, stage="proposal", by=closer, at=NOW)
    given = a_deal(company=a_company(number=number + 1), owner=people["account_man"], at=NOW)
    # Whoever is not the one who qualifies is asked to accept.
    return {"moved_deal": moved, "deal_handover": given.handovers.get()}
