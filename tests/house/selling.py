"""What selling leaves behind: a stage, a rule, a reason, a question; a deal that waits for a yes."""

from dataclasses import replace
from datetime import date
from typing import Any

from okno.people.models import Employee
from okno.quotes.tests.cast import a_company, a_deal
from okno.sales.actions.accept_deal import accept_deal
from okno.sales.actions.add_loss_reason import add_loss_reason
from okno.sales.actions.add_question import add_question
from okno.sales.actions.add_rule import add_rule
from okno.sales.actions.add_stage import add_stage
from okno.sales.actions.draft_rules import draft_rules
from okno.sales.actions.move_deal import move_deal
from okno.sales.actions.put_rules_in_force import put_rules_in_force
from okno.sales.actions.remove_question import remove_question
from okno.sales.actions.set_sales_plan import set_sales_plan
from okno.sales.assignment.drafts import GivenRule, GivenShare
from okno.sales.models import PipelineStage, RuleSet
from tests.house.day import NOW


def a_selling(people: dict[str, Employee], number: int) -> dict[str, Any]:
    """Rules in force and a draft of the next; the closer's plan; a deal moved and one handed over."""
    by_head = {"by": people["head"], "at": NOW}
    stage = add_stage(name=f"Trial {number}", **by_head)
    return {
        **_rules(people, number),
        **_deals(people, number),
        "stage": stage,
        "stage_code": stage.code,
        "stage_codes": [one.code for one in PipelineStage.objects.in_use()],
        "loss_reason": add_loss_reason(name=f"Too far {number}", **by_head),
        "question": add_question(name=f"How many seats {number}", kind="number", **by_head),
        "gone_question": _gone_question(people, number),
        "sales_plan": set_sales_plan(
            employee=people["closer"],
            span="month",
            starts_on=date(2026 + number % 1000 // 20, 11, 1),
            target_minor=100_000_00,
            **by_head,
        ),
    }


def _gone_question(people: dict[str, Employee], number: int) -> Any:
    by_head = {"by": people["head"], "at": NOW}
    question = add_question(name=f"Which system {number}", kind="line", **by_head)
    return remove_question(question=question, **by_head) or question


def _rules(people: dict[str, Employee], number: int) -> dict[str, Any]:
    """What is in force takes nothing of the house's own leads: they go on as they went."""
    by_head = {"by": people["head"], "at": NOW}
    given = GivenRule(f"Fair {number}", shares=[GivenShare(people["closer"])], campaigns=[f"fair {number}"])
    draft = RuleSet.objects.filter(status="draft").first() or draft_rules(**by_head)
    if RuleSet.objects.acting() is None:
        add_rule(rule_set=draft, given=given, **by_head)
        put_rules_in_force(rule_set=draft, **by_head)
        draft = draft_rules(**by_head)
    # The draft begins with the rules in force: the next one bears a name of its own.
    given = replace(given, name=f"Next fair {number}")
    return {"rule_set": draft, "rule": add_rule(rule_set=draft, given=given, **by_head)}


def _deals(people: dict[str, Employee], number: int) -> dict[str, Any]:
    closer = people["closer"]
    moved = a_deal(company=a_company(number=number), owner=closer, at=NOW)
    accept_deal(handover=moved.handovers.get(), by=closer, at=NOW)
    move_deal(deal=moved, stage="proposal", by=closer, at=NOW)
    given = a_deal(company=a_company(number=number + 1), owner=people["account_man"], at=NOW)
    # Whoever is not the one who qualifies is asked to accept.
    return {"moved_deal": moved, "deal_handover": given.handovers.get()}
