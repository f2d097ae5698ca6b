"""What the operations of the rules of assignment take and answer."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from okno.sales.models import AssignmentRule, RuleSet
from okno.ui.api import Answer, Body, Id

Word = Annotated[str, Field(max_length=100)]
Words = Annotated[list[Word], Field(max_length=100)]
Whole = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]


class ShareBody(Body):
    """`most_open`: full at so many new leads; null: never full."""

    employee_id: Id
    weight: Whole = 1
    most_open: Whole | None = None


class RuleBody(Body):
    """An empty condition takes any lead. `services` are ids; a place or a campaign is a word within."""

    name: Word
    natures: Words = []
    channels: Words = []
    campaigns: Words = []
    services: Annotated[list[Id], Field(max_length=100)] = []
    places: Words = []
    shares: Annotated[list[ShareBody], Field(max_length=200)] = []


class TimingBody(Body):
    """`answer_minutes` are working minutes, 0: an unanswered lead never passes on."""

    answer_minutes: Whole
    most_passes: Whole


class DraftBody(TimingBody):
    rules: Annotated[list[RuleBody], Field(max_length=50)]


class PlaceBody(Body):
    place: Annotated[int, Field(ge=1, le=1000)]


class ShareAnswer(Answer):
    employee_id: int
    weight: int
    most_open: int | None


class RuleAnswer(Answer):
    """`turns`: how many leads it has given out."""

    id: int
    position: int
    name: str
    natures: list[str]
    channels: list[str]
    campaigns: list[str]
    services: list[int]
    places: list[str]
    turns: int
    shares: list[ShareAnswer]

    @staticmethod
    def resolve_shares(rule: AssignmentRule) -> Any:
        return rule.shares.all()


class RuleSetAnswer(Answer):
    id: int
    status: str
    answer_minutes: int
    most_passes: int
    drafted_by_id: int | None
    in_force_at: datetime | None
    ended_at: datetime | None
    rules: list[RuleAnswer]

    @staticmethod
    def resolve_rules(rule_set: RuleSet) -> Any:
        return rule_set.rules.all()


class WarningAnswer(Answer):
    rule: str
    words: list[str]


class PersonTried(Answer):
    name: str
    then: int
    now: int


class RuleTried(Answer):
    """`fitted` leads fit it, `took` of them went by it; 0: the rule matches nobody."""

    id: int
    name: str
    fitted: int
    took: int


class LeadTried(Answer):
    """`by_rule` is empty where no rule gave it: in turn, to nobody, or before any rule."""

    lead_id: int
    then_id: int | None
    now_id: int | None
    by_rule: str


class TrialAnswer(Answer):
    warnings: list[WarningAnswer]
    people: list[PersonTried]
    rules: list[RuleTried]
    leads: list[LeadTried]
    as_it_was: int
    in_turn: int
    nobody: int


class FirstAnswer(Answer):
    id: int
    assigned_to_id: int | None
    assignment_rule: str
    rule_name: str
    assigned_at: datetime | None
    passes: int
    answered_at: datetime | None
    answered_by_id: int | None
