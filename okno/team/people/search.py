"""Colleagues for the line of search."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.ranking import bonus, by_name, of_identifier
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.team.people.models import Employee

SHOWN = 5
# A client of the same name is meant oftener.
COLLEAGUE = -30


def search(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Return employees found by name, position or e-mail; they are few, all are read."""
    if query.digits or query.phone or query.domain:
        return []
    scored = []
    columns = ("pk", "name", "position", "email", "left_on")
    for pk, name, position, email, left_on in Employee.objects.visible_to(user).values_list(*columns):
        score_by_name = max(by_name(query.words, name, position), of_identifier(query.email, email))
        if score_by_name > 0:
            score = score_by_name + COLLEAGUE + bonus(past=left_on is not None)
            scored.append((score, pk, name, position or email))
    best = sorted(scored, key=lambda row: (-row[0], row[1]))[:SHOWN]
    return [_found(*row) for row in best]


def _found(score: int, pk: int, name: str, subtitle: str) -> SearchResult:
    place = reverse("people:employee", args=[pk])
    return SearchResult(name, subtitle, place, "person-badge", _("Colleagues"), score, pk, "employee")
