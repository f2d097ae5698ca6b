"""The list of questions of the qualification (L3)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.attract.leads.models import QualificationQuestion
from okno.attract.leads.permissions import can_set_questions
from okno.ground.directory.directory import Directory, Line
from okno.ground.directory.forms import ItemForm, LinesField
from okno.ground.kernel.actors import Actor
from okno.team.people.models import Employee

Kind = QualificationQuestion.Kind


class QuestionForm(ItemForm):
    """The form of one question of the qualification."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of answer"),
        choices=Kind.choices,
        help_text=gettext_lazy("It stays as it is: answers given already would not fit another kind."),
    )
    choices = LinesField(
        label=gettext_lazy("List to choose from"),
        required=False,
        max_length=10_000,
        help_text=gettext_lazy("Only for «one of a list»: a line for each."),
    )
    is_required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)


class QuestionDirectory(Directory[QualificationQuestion]):
    """The list of questions. A question's kind never changes: earlier answers would not fit another kind."""

    model = QualificationQuestion
    noun, nouns = "question", "questions"
    title = gettext_lazy("Questions of the qualification")
    subtitle = gettext_lazy("What is asked before a lead becomes a deal, in this order.")
    add_title = gettext_lazy("New question")
    add_label = gettext_lazy("Add a question")
    remove_title = remove_label = gettext_lazy("Ask no more")
    return_label = gettext_lazy("Ask again")
    removed_title = gettext_lazy("Asked no more")
    removed_note = gettext_lazy("Answers given before stay on their leads and deals.")
    empty_note = gettext_lazy("Nothing is asked: a lead becomes a deal with its title alone.")
    fields = ("is_required", "choices")
    fixed = ("kind",)
    name_length = 200
    # As many as fit into a talk; nobody fills in more.
    limit = 40
    defaults = (
        {"code": "need", "kind": "text", "position": 10, "is_required": True},
        {"code": "budget_minor", "kind": "money", "position": 20},
        {"code": "decision_maker", "kind": "line", "position": 30},
        {"code": "timing", "kind": "line", "position": 40},
        {"code": "place", "kind": "line", "position": 50},
        {"code": "minimum_price_told_minor", "kind": "money", "position": 60},
    )
    form_class = QuestionForm

    def can_set(self, by: Actor) -> bool:
        return can_set_questions(by)

    def visible_to(self, by: Employee | None) -> "QuerySet[QualificationQuestion]":
        return QualificationQuestion.objects.visible_to(by)

    def check(self, fields: dict[str, Any], item: QualificationQuestion | None) -> dict[str, str]:
        kind = item.kind if item else fields.get("kind", Kind.LINE)
        if kind not in Kind.values:
            return {"kind": _("There is no such kind of answer.")}
        if kind != Kind.CHOICE:
            fields.pop("choices", None)
        elif "choices" in fields or item is None:
            fields["choices"] = _read_choices(fields.get("choices", ()))
            if len(fields["choices"]) < 2:
                return {"choices": _("A list has two lines at least.")}
        return {}

    def form(
        self, data: Any = None, item: QualificationQuestion | None = None, place: Any = None
    ) -> ItemForm:
        form = super().form(data, item, place)
        if item and item.kind != Kind.CHOICE:
            del form.fields["choices"]
        return form

    def lines(
        self, items: Sequence[QualificationQuestion], _by: Employee
    ) -> list[Line[QualificationQuestion]]:
        return [
            Line(
                question,
                kind=question.get_kind_display(),
                note=Truncator(", ".join(question.choices)).chars(60),
                badges=[
                    *([_("built in")] if question.is_built_in else []),
                    *([_("must be answered")] if question.is_required else []),
                ],
            )
            for question in items
        ]


def _read_choices(lines: Iterable[str]) -> list[str]:
    """Return the distinct choices in their order, at most 50, each one line of at most 200 characters."""
    return list(dict.fromkeys(" ".join(line.split())[:200] for line in lines if line.strip()))[:50]


QUESTIONS = QuestionDirectory()
