"""The qualification form as data: which questions stand in it, and what may answer them (L3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from okno.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.kernel.errors import Invalid, Text
from okno.sales.models import Lead, QualificationQuestion

Kind = QualificationQuestion.Kind
Answer = str | int | bool
OWN = "answer_"
# As many as one reads in a talk; more is an interrogation that nobody fills in.
MOST_QUESTIONS = 40
LONGEST = {Kind.LINE: 300, Kind.TEXT: 5_000}
LARGEST = 10**14
BUILT_IN_LONGEST = {"need": 10_000, "decision_maker": 200, "timing": 200, "place": 200}


@dataclass(frozen=True)
class Answered:
    """A question of one's own and what was answered; `is_asked`: it still stands in the form."""

    question: QualificationQuestion
    value: Answer
    is_asked: bool

    @property
    def kind(self) -> str:
        return self.question.kind

    @property
    def on(self) -> date | None:
        return date.fromisoformat(str(self.value)) if self.kind == Kind.DATE else None


def field_of(question: QualificationQuestion) -> str:
    """What the form and the refusals call it: a field of the lead, or `answer_` and the code."""
    return question.code if question.is_built_in else OWN + question.code


def answer_code(field: str) -> str:
    """The code of a question of one's own by the name of its field; "" for any other field."""
    return field.removeprefix(OWN) if field.startswith(OWN) else ""


def asked() -> list[QualificationQuestion]:
    """The questions of the form in their order; one query."""
    return list(QualificationQuestion.objects.in_use())


def worded() -> dict[str, Text]:
    """Code → the question as the company words it, those asked no more as well; one query."""
    return {one.code: one.word for one in QualificationQuestion.objects.all()}


def asked_or_answered(sent: Collection[str]) -> list[QualificationQuestion]:
    """Those of the form, and those removed since it was shown that were answered in it."""
    codes = [code for name in sent if (code := answer_code(name))]
    late = QualificationQuestion.objects.filter(code__in=codes, removed_at__isnull=False) if codes else ()
    return [*asked(), *late]


def answered(lead: Lead) -> list[Answered]:
    """What stands in the lead's answers, in the order of the questions, those asked no more as well."""
    if not lead.answers:
        return []
    questions = QualificationQuestion.objects.filter(code__in=lead.answers)
    return [Answered(one, lead.answers[one.code], one.removed_at is None) for one in questions]


def read_answers(given: Mapping[str, Any]) -> dict[str, Answer]:
    """Answers to questions of one's own by code, checked by kind; None and "" say nothing.

    A question removed since the form was shown is answered all the same: what was typed is not lost.
    """
    said = {code: value for code, value in given.items() if value is not None and value != ""}
    known = {one.code: one for one in QualificationQuestion.objects.filter(code__in=said)}
    wrong: dict[str, Text] = {}
    read: dict[str, Answer] = {}
    for code, value in said.items():
        question = known.get(code)
        if question is None or question.is_built_in:
            raise Invalid(answers=_("There is no question «{code}».").format(code=str(code)[:40]))
        if fits(question, value):
            read[code] = value.strip() if isinstance(value, str) else value
        else:
            wrong[field_of(question)] = _("This does not answer «{question}».").format(question=question.word)
    if wrong:
        raise Invalid(**wrong)
    return {code: value for code, value in read.items() if value != ""}


def fits(question: QualificationQuestion, value: Any) -> bool:
    """Whether it is an answer of the question's kind: sums are whole minor units, dates ISO."""
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


def check_answered(lead: Lead, given: Mapping[str, Any], answers: Mapping[str, Answer]) -> None:
    """Raise Invalid naming each question that must be answered and is not, here or on the lead before."""
    missing: dict[str, Text] = {}
    for question in asked():
        if not question.is_required:
            continue
        if question.is_built_in:
            value = given.get(question.code) or getattr(lead, question.code)
        else:
            value = answers.get(question.code, lead.answers.get(question.code))
        if value is None or value == "":
            missing[field_of(question)] = _("Not answered: «{question}».").format(question=question.word)
    if missing:
        raise Invalid(**missing)


def cut_words(words: Mapping[str, str]) -> dict[str, str]:
    """Texts that were said, trimmed; too long is Invalid, never cut in silence."""
    said = {name: text.strip() for name, text in words.items() if text.strip()}
    long = {name: BUILT_IN_LONGEST[name] for name, text in said.items() if len(text) > BUILT_IN_LONGEST[name]}
    if long:
        told = _("At most {count} signs.")
        raise Invalid(**{name: told.format(count=count) for name, count in long.items()})
    return said


def read_choices(lines: Iterable[str]) -> list[str]:
    """What may be chosen: once each, in the order given."""
    return list(dict.fromkeys(" ".join(line.split())[:200] for line in lines if line.strip()))[:50]


def check_question(
    name: str, kind: str, choices: Sequence[str], *, but: QualificationQuestion | None = None
) -> tuple[str, list[str]]:
    """The name and the list to choose from in normal form, or Invalid."""
    name, read = " ".join(name.split())[:200], read_choices(choices)
    if not name:
        raise Invalid(name=_("Write the question."))
    if kind not in QualificationQuestion.Kind.values:
        raise Invalid(kind=_("There is no such kind of answer."))
    same = QualificationQuestion.objects.in_use().filter(name=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Invalid(name=_("There is such a question already."))
    if kind != QualificationQuestion.Kind.CHOICE:
        return name, []
    if len(read) < 2:
        raise Invalid(choices=_("A list has two lines at least."))
    return name, read


def _is_day(text: str) -> bool:
    try:
        return FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR and len(text) == 10
    except ValueError:
        return False
