"""A question is asked no more."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.sales.events import QuestionRemoved
from okno.sales.models import QualificationQuestion
from okno.sales.permissions import can_change_questions


@action
def remove_question(
    *, question: QualificationQuestion, by: Employee | None, at: datetime
) -> QualificationQuestion:
    """Answers given already stay readable with their question; it may be returned to the form."""
    allow(can_change_questions(by))
    removed = QualificationQuestion.objects.in_use().filter(pk=question.pk).update(removed_at=at)
    if removed:
        question.removed_at = at
        record(QuestionRemoved, subject=question, company=None, by=by, at=at, question=keep(question.word))
    return question
