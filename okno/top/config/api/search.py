"""The API of the line of search."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from okno.ground.ui.access import caller
from okno.ground.ui.api import PROBLEMS, Answer
from okno.top.config.search import Answer as Found
from okno.top.config.search import found_by

router = Router(tags=["config"])


class SearchResultAnswer(Answer):
    kind: str
    id: int | None
    title: str
    subtitle: str
    url: str
    score: int


class SearchAnswer(Answer):
    text: str
    read_as: str
    is_cut: bool
    results: list[SearchResultAnswer]


@router.get("/search", response={200: SearchAnswer, **PROBLEMS})
def search(
    request: HttpRequest, q: Annotated[str, Query(max_length=10_000)], kind: str = ""
) -> dict[str, object]:
    """Search what the caller may see, the best first; `read_as` when typed in the other layout."""
    answer: Found = found_by(caller(request), q)
    lines = [
        {
            "kind": line.code,
            "id": line.pk or None,
            "title": line.title,
            "subtitle": line.subtitle,
            "url": line.url,
            "score": line.score,
        }
        for line in answer.lines
        if not kind or line.code == kind
    ]
    return {"text": answer.text, "read_as": answer.read_as, "is_cut": answer.is_cut, "results": lines}
