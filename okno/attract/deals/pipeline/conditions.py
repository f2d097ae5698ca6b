"""Conditions of entry to a stage (L4): what a deal must have to come there, by codes that stages keep.

Rooms above deals add theirs to `STAGE_CONDITIONS` in their `room.py`. A deal that goes back, or stays
where it is, is asked for nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.attract.deals.models import Deal, DealHandover, PipelineStage
from okno.ground.kernel.errors import Conflict, Text
from okno.ground.kernel.registry import Registry


@dataclass(frozen=True)
class Condition:
    """`word` names what is wanted. It is filled in a field of the deal's form, or at the address `page`.

    `page` takes the number of the deal, or of its company when `of_company` says so.
    """

    code: str
    word: Text
    check: Callable[[Deal], bool]
    field: str = ""
    page: str = ""
    of_company: bool = False


class EntryConditionsMissing(Conflict):
    """The deal may not come to this stage yet: all that is missing is named at once."""

    def __init__(self, stage: PipelineStage, missing: list[Condition]) -> None:
        self.stage, self.missing = stage, missing
        names = ", ".join(str(condition.word) for condition in missing)
        super().__init__(
            _("For «{stage}» the deal still lacks: {missing}.").format(stage=stage, missing=names)
        )


def _has_step(deal: Deal) -> bool:
    return bool(deal.company and deal.company.next_step)


def _is_accepted(deal: Deal) -> bool:
    """Return whether no hand-over waits for its answer; one's own deal was never handed over."""
    return not deal.handovers.filter(status=DealHandover.Status.WAITING).exists()


_OWN = (
    Condition(
        "monthly_sum",
        gettext_lazy("a sum a month"),
        lambda deal: deal.monthly_minor is not None,
        "monthly_minor",
    ),
    Condition(
        "expected_date",
        gettext_lazy("the expected date of signing"),
        lambda deal: deal.expected_on is not None,
        "expected_on",
    ),
    Condition("service", gettext_lazy("a service"), lambda deal: deal.service_id is not None, "service"),
    Condition(
        "decision_maker",
        gettext_lazy("who decides"),
        lambda deal: bool(deal.decision_maker),
        "decision_maker",
    ),
    Condition(
        "budget",
        gettext_lazy("the client's budget"),
        lambda deal: deal.budget_minor is not None,
        "budget_minor",
    ),
    Condition(
        "minimum_told",
        gettext_lazy("the minimum price told"),
        lambda deal: deal.minimum_price_told_minor is not None,
        "minimum_price_told_minor",
    ),
    Condition(
        "next_step",
        gettext_lazy("the client's next step"),
        _has_step,
        page="relations:set_status",
        of_company=True,
    ),
    Condition("handover_accepted", gettext_lazy("the hand-over accepted"), _is_accepted, page="deals:deal"),
)

STAGE_CONDITIONS: Registry[Condition] = Registry("conditions of entry to a stage")


def conditions() -> dict[str, Condition]:
    """Return all conditions that a stage may have, by code: ours first, then those of the rooms above."""
    return {condition.code: condition for condition in (*_OWN, *STAGE_CONDITIONS)}


def condition_choices() -> list[tuple[str, Text]]:
    return [(condition.code, condition.word) for condition in conditions().values()]


def missing_for(deal: Deal, stage: PipelineStage) -> list[Condition]:
    """Return the conditions that the deal does not meet for this stage; none when it goes back."""
    here = deal.stage
    if (stage.position, stage.pk) <= (here.position, here.pk):
        return []
    by_code = conditions()
    # A code that no room knows any more asks for nothing.
    wanted = [by_code[code] for code in stage.conditions if code in by_code]
    return [condition for condition in wanted if not condition.check(deal)]
