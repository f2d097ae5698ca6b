"""Questions of the qualification form: heads set them, whoever sells reads them."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.people.doors import caller, one_visible
from okno.sales.actions.add_question import add_question
from okno.sales.actions.change_question import change_question
from okno.sales.actions.order_questions import order_questions
from okno.sales.actions.remove_question import remove_question
from okno.sales.actions.return_question import return_question
from okno.sales.models import QualificationQuestion
from okno.ui.api import PROBLEMS, Answer, Body

router = Router(tags=["sales"])
Name = Annotated[str, Field(max_length=200)]
Choices = Annotated[list[Name], Field(max_length=50)]
Codes = Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=100)]


class QuestionAnswer(Answer):
    """`word` is how it is asked: `name`, or the house's own word in the caller's language.

    A built-in one is a field of the lead by its code; answers to the others go by code in `answers`.
    """

    id: int
    code: str
    name: str
    word: str
    kind: str
    choices: list[str]
    is_required: bool
    is_built_in: bool

    @staticmethod
    def resolve_word(question: QualificationQuestion) -> str:
        return str(question.word)


class AddQuestionBody(Body):
    name: Name
    kind: QualificationQuestion.Kind
    is_required: bool = False
    choices: Choices = []


class ChangeQuestionBody(Body):
    """What is left out stays as it is."""

    name: Name | None = None
    is_required: bool | None = None
    choices: Choices | None = None


class OrderQuestionsBody(Body):
    codes: Codes


@router.get("/qualification-questions", response={200: list[QuestionAnswer], **PROBLEMS})
def list_questions(request: HttpRequest) -> Any:
    """The questions of the form in their order."""
    return QualificationQuestion.objects.visible_to(caller(request)).in_use()


@router.post("/qualification-questions", response={201: QuestionAnswer, **PROBLEMS})
def add(request: HttpRequest, body: AddQuestionBody) -> Status[QualificationQuestion]:
    """Ask one more, the last of the form."""
    return Status(201, add_question(**body.model_dump(), by=caller(request), at=timezone.now()))


@router.post("/qualification-questions/order", response={200: list[QuestionAnswer], **PROBLEMS})
def order(request: HttpRequest, body: OrderQuestionsBody) -> list[QualificationQuestion]:
    """The named ones first, in this order; the rest follow as they stood."""
    return order_questions(codes=body.codes, by=caller(request), at=timezone.now())


@router.post("/qualification-questions/{int:id}/change", response={200: QuestionAnswer, **PROBLEMS})
def change(request: HttpRequest, id: int, body: ChangeQuestionBody) -> QualificationQuestion:
    """Word it otherwise, demand it or not. The kind of answer stays."""
    one = one_visible(QualificationQuestion.objects, request, id)
    given = {"name": one.name, "is_required": one.is_required, "choices": one.choices}
    given |= body.model_dump(exclude_none=True)
    return change_question(question=one, **given, by=caller(request), at=timezone.now())


@router.post("/qualification-questions/{int:id}/remove", response={200: QuestionAnswer, **PROBLEMS})
def remove(request: HttpRequest, id: int) -> QualificationQuestion:
    """Ask it no more; answers given stay readable."""
    one = one_visible(QualificationQuestion.objects, request, id)
    return remove_question(question=one, by=caller(request), at=timezone.now())


@router.post("/qualification-questions/{int:id}/return", response={200: QuestionAnswer, **PROBLEMS})
def return_to_form(request: HttpRequest, id: int) -> QualificationQuestion:
    """Ask a removed one again."""
    one = one_visible(QualificationQuestion.objects, request, id)
    return return_question(question=one, by=caller(request), at=timezone.now())
