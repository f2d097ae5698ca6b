"""Bodies and answers of the operations on rules of assignment."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from okno.attract.assignment.models import AssignmentRule, RuleSet
from okno.ground.ui.api import Answer, Body, Id

Word = Annotated[str, Field(max_length=100)]
Words = Annotated[list[Word], Field(max_length=100)]
Whole = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]


class ShareBody(Body):
    """A seller's share. `most_open` is the number of new leads at which the seller is full; null: never."""

    employee_id: Id
    weight: Whole = 1
    most_open: Whole | None = None


class RuleBody(Body):
    """A rule. An empty condition takes any lead; `services` are ids, places and campaigns parts of texts."""

    name: Word
    source_types: Words = []
    channels: Words = []
    campaigns: Words = []
    services: Annotated[list[Id], Field(max_length=100)] = []
    places: Words = []
    shares: Annotated[list[ShareBody], Field(max_length=200)] = []


class WriteDraftBody(Body):
    """The whole draft. `answer_minutes` are working minutes; 0: an unanswered lead never passes on."""

    answer_minutes: Whole
    most_passes: Whole
    rules: Annotated[list[RuleBody], Field(max_length=50)]


class ShareAnswer(Answer):
    """A seller's share."""

    employee_id: int
    weight: int
    most_open: int | None


class RuleAnswer(Answer):
    """A rule. `turns` is the number of leads that it has assigned."""

    id: int
    position: int
    name: str
    source_types: list[str]
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
    """A set of rules."""

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
    """Warnings about a rule, in sentences."""

    rule: str
    words: list[str]


class PersonTried(Answer):
    """The number of leads that an employee really got, and would have got."""

    name: str
    then: int
    now: int


class RuleTried(Answer):
    """A rule in the dry run: `fitted` leads fit it, it took `took` of them; 0: the rule matches nobody."""

    id: int
    name: str
    fitted: int
    took: int


class LeadTried(Answer):
    """A lead in the dry run. `by_rule` is empty where no rule assigned it."""

    lead_id: int
    then_id: int | None
    now_id: int | None
    by_rule: str


class TrialAnswer(Answer):
    """The result of a dry run."""

    warnings: list[WarningAnswer]
    people: list[PersonTried]
    rules: list[RuleTried]
    leads: list[LeadTried]
    as_it_was: int
    in_turn: int
    nobody: int


class FirstAnswer(Answer):
    """A lead with its assignee and its first response."""

    id: int
    assigned_to_id: int | None
    assignment_rule: str
    rule_name: str
    assigned_at: datetime | None
    passes: int
    answered_at: datetime | None
    answered_by_id: int | None
