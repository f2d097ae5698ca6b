"""A removed question is asked again."""

from datetime import datetime

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.sales.events import QuestionReturned
from okno.sales.models import QualificationQuestion
from okno.sales.permissions import can_change_questions


@action
def return_question(
    *, question: QualificationQuestion, by: Employee | None, at: datetime
) -> QualificationQuestion:
    """Back at its place in the form, with its answers of before."""
    allow(can_change_questions(by))
    gone = QualificationQuestion.objects.filter(pk=question.pk, removed_at__isnull=False)
    if gone.update(removed_at=None):
        question.removed_at = None
        record(QuestionReturned, subject=question, company=None, by=by, at=at, question=keep(question.word))
    return question
