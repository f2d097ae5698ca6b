"""A question of the qualification form is worded otherwise, must be answered or need not."""

from collections.abc import Sequence
from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.sales.events import QuestionChanged
from okno.sales.models import QualificationQuestion
from okno.sales.permissions import can_change_questions
from okno.sales.qualification import check_question


@action
def change_question(
    *,
    question: QualificationQuestion,
    name: str,
    is_required: bool,
    choices: Sequence[str] = (),
    by: Employee | None,
    at: datetime,
) -> QualificationQuestion:
    """An empty name of a built-in question is its own word again. What was chosen before stays as chosen."""
    allow(can_change_questions(by))
    before, named = question.word, " ".join(name.split())[:200]
    read: list[str] = []
    if named or not question.is_built_in:
        named, read = check_question(name, question.kind, choices, but=question)
    question.name, question.is_required, question.choices = named, is_required, read
    question.save(update_fields=["name", "is_required", "choices"])
    record(
        QuestionChanged,
        subject=question,
        company=None,
        by=by,
        at=at,
        before=keep(before),
        question=keep(question.word),
        is_required=is_required,
    )
    return question
