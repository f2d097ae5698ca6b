"""Stages of the pipeline: heads set them."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.people.doors import caller
from okno.sales.actions.add_stage import add_stage
from okno.sales.actions.change_stage import change_stage
from okno.sales.actions.order_stages import order_stages
from okno.sales.actions.remove_stage import remove_stage
from okno.sales.api.answers import Short
from okno.sales.models import PipelineStage
from okno.ui.api import PROBLEMS, Answer, Body

router = Router(tags=["sales"])
Name = Annotated[str, Field(max_length=60)]
Share = Annotated[int, Field(ge=0, le=10_000, description="Basis points: 10000 is certain")]
Days = Annotated[int, Field(ge=1, le=1000)]
Codes = Annotated[list[Short], Field(max_length=100)]


class StageAnswer(Answer):
    """`word` is what it is called: `name`, or the house's own word in the caller's language."""

    code: str
    name: str
    word: str
    kind: str
    position: int
    probability_bp: int
    rot_days: int
    conditions: list[str]

    @staticmethod
    def resolve_word(stage: PipelineStage) -> str:
        return str(stage.word)


class AddStageBody(Body):
    name: Name
    kind: PipelineStage.Kind = PipelineStage.Kind.WORK
    probability_bp: Share = 0
    rot_days: Days = 14
    conditions: Codes = []


class ChangeStageBody(Body):
    name: Name | None = None
    kind: PipelineStage.Kind | None = None
    probability_bp: Share | None = None
    rot_days: Days | None = None
    conditions: Codes | None = None


class RemoveStageBody(Body):
    """`to`: the code of the stage where its open deals go."""

    to: Short = ""


class OrderBody(Body):
    order: Codes


@router.get("/stages", response={200: list[StageAnswer], **PROBLEMS})
def list_stages(request: HttpRequest) -> list[PipelineStage]:
    """Stages in use, in their order."""
    return list(PipelineStage.objects.in_use())


@router.post("/stages", response={201: StageAnswer, **PROBLEMS})
def add(request: HttpRequest, body: AddStageBody) -> Any:
    """One more stage, the last; its code is made of its name."""
    return Status(201, add_stage(**body.model_dump(), by=caller(request), at=timezone.now()))


@router.post("/stages/order", response={200: list[StageAnswer], **PROBLEMS})
def order(request: HttpRequest, body: OrderBody) -> list[PipelineStage]:
    """All stages in use, from the first to the last. 409 when others have come or gone meanwhile."""
    return order_stages(order=body.order, by=caller(request), at=timezone.now())


@router.patch("/stages/{code}", response={200: StageAnswer, **PROBLEMS})
def change(request: HttpRequest, code: str, body: ChangeStageBody) -> PipelineStage:
    """What is left out, or null, stays as it is."""
    given = body.model_dump(exclude_none=True)
    return change_stage(stage=_stage(code), by=caller(request), at=timezone.now(), **given)


@router.post("/stages/{code}/remove", response={200: StageAnswer, **PROBLEMS})
def remove(request: HttpRequest, code: str, body: RemoveStageBody) -> PipelineStage:
    """Take a stage out of the pipeline; 422 when deals stand there and `to` does not say where they go."""
    return remove_stage(stage=_stage(code), to=body.to, by=caller(request), at=timezone.now())


def _stage(code: str) -> PipelineStage:
    return get_object_or_404(PipelineStage.objects.in_use(), code=code)
