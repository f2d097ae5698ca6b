"""The qualification form as data: its questions, and the answers that fit them (L3)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from okno.attract.leads.models import Lead, QualificationQuestion
from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.ground.kernel.errors import Invalid, Text

Kind = QualificationQuestion.Kind
Answer = str | int | bool
OWN = "answer_"
LONGEST = {Kind.LINE: 300, Kind.TEXT: 5_000}
LARGEST = 10**14
BUILT_IN_LONGEST = {"need": 10_000, "decision_maker": 200, "timing": 200, "place": 200}


@dataclass(frozen=True)
class Answered:
    """A question of the company's own and its answer; `is_asked`: the question still stands in the form."""

    question: QualificationQuestion
    value: Answer
    is_asked: bool

    @property
    def kind(self) -> str:
        """Return the kind of the answer."""
        return self.question.kind

    @property
    def on(self) -> date | None:
        """Return the date that was answered, or None when the question is not for a date."""
        return date.fromisoformat(str(self.value)) if self.kind == Kind.DATE else None


def field_of(question: QualificationQuestion) -> str:
    """Return the question's field name in forms and refusals: a field of the lead, or `answer_` and code."""
    return question.code if question.is_built_in else OWN + question.code


def answer_code(field: str) -> str:
    """Return the code of the company's own question by its field name; "" for any other field."""
    return field.removeprefix(OWN) if field.startswith(OWN) else ""


def form_questions() -> list[QualificationQuestion]:
    """Return the questions of the form in their order; one query."""
    return list(QualificationQuestion.objects.in_use())


def question_labels() -> dict[str, Text]:
    """Return the company's wording of each question by code, removed questions included; one query."""
    return {question.code: question.word for question in QualificationQuestion.objects.all()}


def form_or_answered_questions(sent: Collection[str]) -> list[QualificationQuestion]:
    """Return the questions of the form, and those answered in it that were removed since it was shown."""
    codes = [code for name in sent if (code := answer_code(name))]
    late = QualificationQuestion.objects.filter(code__in=codes, removed_at__isnull=False) if codes else ()
    return [*form_questions(), *late]


def answered(lead: Lead) -> list[Answered]:
    """Return the lead's answers in the order of the questions, removed questions included."""
    if not lead.answers:
        return []
    questions = QualificationQuestion.objects.filter(code__in=lead.answers)
    return [
        Answered(question, lead.answers[question.code], question.removed_at is None) for question in questions
    ]


def read_answers(answers: Mapping[str, Any]) -> dict[str, Answer]:
    """Return the valid answers to the company's own questions by code; None and "" are left out.

    Raises Invalid for an answer that does not fit its question. A question removed since the form was shown
    may still be answered: typed answers are not lost.
    """
    values = {code: value for code, value in answers.items() if value is not None and value != ""}
    questions = {
        question.code: question for question in QualificationQuestion.objects.filter(code__in=values)
    }
    wrong: dict[str, Text] = {}
    valid: dict[str, Answer] = {}
    for code, value in values.items():
        question = questions.get(code)
        if question is None or question.is_built_in:
            raise Invalid(answers=_("There is no question «{code}».").format(code=str(code)[:40]))
        if fits(question, value):
            valid[code] = value.strip() if isinstance(value, str) else value
        else:
            wrong[field_of(question)] = _("This does not answer «{question}».").format(question=question.word)
    if wrong:
        raise Invalid(**wrong)
    return {code: value for code, value in valid.items() if value != ""}


def fits(question: QualificationQuestion, value: Any) -> bool:
    """Return whether the value is an answer of the question's kind: sums are whole minor units, dates ISO."""
    if question.kind == Kind.YES_NO:
        return isinstance(value, bool)
    if question.kind in (Kind.NUMBER, Kind.MONEY):
        least = 0 if question.kind == Kind.MONEY else -LARGEST
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= LARGEST
    if not isinstance(value, str) or "\0" in value:
        return False
    if question.kind == Kind.CHOICE:
        return value in question.choices
    if question.kind == Kind.DATE:
        return _is_day(value)
    return len(value) <= LONGEST[Kind(question.kind)]


def check_answered(lead: Lead, fields: Mapping[str, Any], answers: Mapping[str, Answer]) -> None:
    """Raise Invalid naming each required question that is answered neither here nor on the lead before."""
    missing: dict[str, Text] = {}
    for question in form_questions():
        if not question.is_required:
            continue
        if question.is_built_in:
            value = fields.get(question.code) or getattr(lead, question.code)
        else:
            value = answers.get(question.code, lead.answers.get(question.code))
        if value is None or value == "":
            missing[field_of(question)] = _("Not answered: «{question}».").format(question=question.word)
    if missing:
        raise Invalid(**missing)


def trim_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the non-empty texts, trimmed; raise Invalid for those too long instead of cutting them."""
    trimmed = {name: text.strip() for name, text in texts.items() if text.strip()}
    long = {
        name: BUILT_IN_LONGEST[name] for name, text in trimmed.items() if len(text) > BUILT_IN_LONGEST[name]
    }
    if long:
        too_long = _("At most {count} signs.")
        raise Invalid(**{name: too_long.format(count=count) for name, count in long.items()})
    return trimmed


def _is_day(text: str) -> bool:
    """Return whether the text is an ISO date within the years that the product handles."""
    try:
        # Python reads 20261012 and 2026-W42-1 too; the form and the API write 2026-10-12 only.
        return FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR and len(text) == 10
    except ValueError:
        return False
