"""Shapes that every room's API speaks in: bodies, answers, problems, listings."""

from datetime import date
from typing import Annotated, Any, Generic, TypeVar, get_args

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR
from okno.ground.kernel.errors import Invalid

Thing = TypeVar("Thing", bound=Model)
Item = TypeVar("Item")

INT64 = 2**63 - 1
# A sum within it, multiplied by any rate in basis points, still fits into 64 bits.
MOST_MINOR = 10**14


def _in_our_time(value: Any) -> Any:
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"a year between {FIRST_YEAR} and {LAST_YEAR} is wanted")
    return value


Minor = Annotated[int, Field(strict=True, ge=-MOST_MINOR, le=MOST_MINOR, description="Minor units: kopecks")]
Id = Annotated[int, Field(strict=True, ge=1, le=INT64)]
Key = Annotated[int, Field(ge=1, le=INT64, description="An id, in an address or a query")]
Line = Annotated[str, Field(max_length=300)]
Sentence = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=5000)]
Day = Annotated[date, AfterValidator(_in_our_time), Field(description="A day, in a query")]
Limit = Annotated[int, Field(ge=1, le=200)]


class Body(BaseModel):
    """The base of request bodies: nothing beyond what is declared, whole numbers that are numbers.

    `false` is not 0 and "5" is not 5; text holds no NUL, which PostgreSQL cannot keep.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def _plain(cls, value: Any, info: ValidationInfo) -> Any:
        _refuse_unstorable(value)
        kinds = _kinds(cls.model_fields[str(info.field_name)].annotation)
        if int in kinds and isinstance(value, bool | float | str) and type(value) not in kinds:
            raise ValueError("a whole number is wanted")
        return value

    @field_validator("*", mode="after")
    @classmethod
    def _of_our_time(cls, value: Any) -> Any:
        return _in_our_time(value)


def _kinds(annotation: Any) -> set[Any]:
    inner = get_args(annotation)
    return set().union(*(_kinds(part) for part in inner)) if inner else {annotation}


def _refuse_unstorable(value: Any) -> None:
    if isinstance(value, str) and any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value):
        raise ValueError("text holds a sign that cannot be stored")
    if isinstance(value, int) and not -INT64 - 1 <= value <= INT64:
        raise ValueError("a number of at most 64 bits is wanted")
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        for item in value:
            _refuse_unstorable(item)


class Answer(Schema):
    """The base of responses; its fields are read from the model's attributes.

    `CompanyAnswer` is `Company` in the document: there a shape bears the name of its thing, which in Python
    the model has already. pydantic takes the name when it builds the class, so it is set before.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        cls.__name__ = cls.__qualname__ = cls.__name__.removesuffix("Answer")
        super().__init_subclass__(**kwargs)


class Problem(Schema):
    """An error as RFC 9457 writes it; the last four stand there when a guard refused."""

    type: str = Field(description="A stable name of the problem's kind")
    title: str
    status: int
    detail: str
    errors: dict[str, list[str]] | None = Field(None, description="What to correct, by field (422)")
    guard: int | None = Field(None, description="Which guard said no, 1 to 8 (409)")
    guard_name: str | None = None
    reason: str | None = None
    remedy: str | None = Field(None, description="What would make it possible")
    decides: str | None = Field(None, description="Who can decide")


PROBLEMS: dict[int, type[Problem]] = dict.fromkeys((401, 403, 404, 409, 422), Problem)


class Listing(Schema, Generic[Item]):
    """One page of things, newest first; `next_cursor` asks for the page after it."""

    items: list[Item]
    next_cursor: str | None = None


def listing(queryset: "QuerySet[Thing]", cursor: str = "", limit: int = 50) -> dict[str, Any]:
    """Return a page of the visible things by falling id: `{"items": […], "next_cursor": "…" or None}`.

    `limit` is cut to 1–200. Raises Invalid on a cursor that no listing gave.
    """
    limit = max(1, min(limit, 200))
    newest_first = queryset.order_by("-pk")
    if cursor:
        if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 18):
            raise Invalid(cursor=_("This cursor was not given by a listing."))
        newest_first = newest_first.filter(pk__lt=int(cursor))
    items = list(newest_first[: limit + 1])
    more = len(items) > limit
    return {"items": items[:limit], "next_cursor": str(items[limit - 1].pk) if more else None}
