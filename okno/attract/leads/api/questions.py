"""API of the qualification form's questions: heads set them, sellers read them."""

from typing import Annotated

from pydantic import Field

from okno.attract.leads.directories import QUESTIONS
from okno.attract.leads.models import QualificationQuestion
from okno.ground.directory.api import ItemAnswer, directory_router

Choices = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=50)]


class QuestionAnswer(ItemAnswer):
    """A question. A built-in one is a field of the lead by its code; the others stand in `answers`."""

    kind: str
    choices: list[str]
    is_required: bool


router = directory_router(
    QUESTIONS,
    "/qualification-questions",
    answer=QuestionAnswer,
    fields={"is_required": (bool, False), "choices": (Choices, [])},
    fixed={"kind": (QualificationQuestion.Kind, ...)},
)
