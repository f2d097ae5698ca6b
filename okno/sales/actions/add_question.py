"""A question of one's own is added to the qualification form."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee
from okno.sales.events import QuestionAdded
from okno.sales.models import QualificationQuestion
from okno.sales.permissions import can_change_questions
from okno.sales.qualification import MOST_QUESTIONS, check_question

STEP = 10


@action
def add_question(
    *,
    name: str,
    kind: str,
    is_required: bool = False,
    choices: Sequence[str] = (),
    by: Employee | None,
    at: datetime,
) -> QualificationQuestion:
    """The last of the form. Its kind stays as it is: answers given already would not fit another."""
    allow(can_change_questions(by))
    name, choices = check_question(name, kind, choices)
    if QualificationQuestion.objects.in_use().count() >= MOST_QUESTIONS:
        raise Invalid(name=_("There are {count} questions already.").format(count=MOST_QUESTIONS))
    last = QualificationQuestion.objects.aggregate(last=Max("position"), newest=Max("pk"))
    question = QualificationQuestion.objects.create(
        code=_free_code(last["newest"] or 0),
        name=name,
        kind=kind,
        is_required=is_required,
        choices=choices,
        position=(last["last"] or 0) + STEP,
    )
    record(QuestionAdded, subject=question, company=None, by=by, at=at, question=name)
    return question


def _free_code(newest: int) -> str:
    """A code that no answer of the past goes by: rows are never deleted, so keys only grow."""
    return f"own_{newest + 1}"
