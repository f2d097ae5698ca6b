"""Colleagues for the line of search."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.people.models import Employee
from okno.ui.ranking import bonus, by_name, of_identifier
from okno.ui.search import Asked, Found

SHOWN = 5
# A client of the same name is meant oftener.
COLLEAGUE = -30


def search(user: Employee, asked: Asked) -> list[Found]:
    """By name, position or e-mail: there are so few that each is looked at."""
    if asked.digits or asked.phone or asked.domain:
        return []
    found = []
    columns = ("pk", "name", "position", "email", "left_on")
    for pk, name, position, email, left_on in Employee.objects.visible_to(user).values_list(*columns):
        known = max(by_name(asked.words, name, position), of_identifier(asked.email, email))
        if known > 0:
            score = known + COLLEAGUE + bonus(past=left_on is not None)
            found.append((score, pk, name, position or email))
    best = sorted(found, key=lambda one: (-one[0], one[1]))[:SHOWN]
    return [_found(*one) for one in best]


def _found(score: int, pk: int, name: str, told: str) -> Found:
    place = reverse("people:employee", args=[pk])
    return Found(name, told, place, "person-badge", _("Colleagues"), score, pk, "employee")
