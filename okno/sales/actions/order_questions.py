"""The questions of the qualification form stand in another order."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.sales.events import QuestionsOrdered
from okno.sales.models import QualificationQuestion
from okno.sales.permissions import can_change_questions

STEP = 10


@action
def order_questions(
    *, codes: Sequence[str], by: Employee | None, at: datetime
) -> list[QualificationQuestion]:
    """The named ones first, in this order; those not named (added meanwhile) follow as they stood."""
    allow(can_change_questions(by))
    questions = list(QualificationQuestion.objects.in_use())
    place = {code: number for number, code in enumerate(codes)}
    if unknown := set(codes) - set(QualificationQuestion.objects.values_list("code", flat=True)):
        raise Invalid(codes=_("There is no question «{code}».").format(code=min(unknown)[:40]))
    ordered = sorted(questions, key=lambda one: place.get(one.code, len(place)))
    if ordered == questions:
        return questions
    for number, question in enumerate(ordered, start=1):
        question.position = number * STEP
    QualificationQuestion.objects.bulk_update(ordered, ["position"])
    words = [one.word for one in ordered]
    record(QuestionsOrdered, subject=ordered[0], company=None, by=by, at=at, questions=keep(words))
    return ordered
