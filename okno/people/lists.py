"""Who of the team is looked for."""

from collections.abc import Collection

from okno.kernel.text import fold
from okno.people.forms import EmployeeFilter
from okno.people.queries import EmployeeQuerySet


def filtered(people: EmployeeQuerySet, form: EmployeeFilter, away: Collection[int]) -> EmployeeQuerySet:
    """Those whom the filters ask for; `away` are the keys of those who are away today."""
    form.is_valid()
    asked = form.cleaned_data
    if asked.get("role"):
        people = people.with_role(asked["role"])
    if asked.get("away"):
        people = people.filter(pk__in=away)
    if text := fold(asked.get("q", "")):
        # SQLite folds no Cyrillic; a team is small enough to be read.
        rows = people.order_by().values_list("pk", "name", "position", "email")
        people = people.filter(pk__in=[pk for pk, *words in rows if text in fold(" ".join(words))])
    return people
