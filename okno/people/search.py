"""Colleagues for the line of search."""

from django.utils.translation import gettext_lazy as _

from okno.people.models import Employee
from okno.ui.ranking import bonus, by_name, of_identifier
from okno.ui.search import Asked, Found

SHOWN = 5
# A client of the same name is meant oftener.
COLLEAGUE = -30


def search(user: Employee, asked: Asked) -> list[Found]:
    """By name, position or e-mail: there are so few that each is looked at."""
    found = []
    for one in Employee.objects.visible_to(user).only("name", "position", "email", "left_on"):
        known = max(by_name(asked.words, one.name, one.position), of_identifier(asked.email, one.email))
        if known > 0:
            score = known + COLLEAGUE + bonus(past=one.left_on is not None)
            told = one.position or one.email
            found.append(
                Found(
                    one.name,
                    told,
                    one.get_absolute_url(),
                    "person-badge",
                    _("Colleagues"),
                    score,
                    one.pk,
                    "employee",
                )
            )
    return sorted(found, key=lambda line: (-line.score, line.pk))[:SHOWN]
