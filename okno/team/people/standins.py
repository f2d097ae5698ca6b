"""Who stands in for whom on a day: computed from absences, so that the return is automatic (T1, T2)."""

from datetime import date

from okno.ground.kernel.request_cache import cached_for_request
from okno.team.people.models import Absence, Employee


def substitute_of(employee: Employee, on: date) -> Employee:
    """Return who answers for this person on the day: they themselves unless absent.

    Where the substitute is absent too, their own substitute answers; a ring of the absent ends where it
    began.
    """
    away = _away(on)
    answers = _end_of_chain(employee.pk, away)
    return employee if answers == employee.pk else Employee.objects.get(pk=answers)


def stood_in_for(employee: Employee, on: date) -> list[Employee]:
    """Return the absent employees for whom this person answers on the day, by name."""
    away = _away(on)
    return _by_name([absent for absent in away if _answers(absent, employee.pk, away)])


def answers_as(employee: Employee, on: date) -> list[Employee]:
    """Return everybody for whom this person answers on the day: themselves unless absent, and the absent."""
    away = _away(on)
    absent = [absent for absent in away if _answers(absent, employee.pk, away)]
    here = [employee] if _end_of_chain(employee.pk, away) == employee.pk else []
    return [*here, *_by_name(absent)]


def answers_on(on: date) -> dict[int, Employee]:
    """Key of each who is away on the day → who answers for him; two queries."""
    away = _away(on)
    answering = {pk: _end_of_chain(pk, away) for pk in away}
    people = Employee.objects.in_bulk(set(answering.values()))
    return {pk: people[substitute] for pk, substitute in answering.items()}


def stands_in_for(by: Employee, whom: Employee, on: date) -> bool:
    """Return whether `by` answers for `whom` on the day; nobody stands in for themselves."""
    return by.pk != whom.pk and substitute_of(whom, on).pk == by.pk


def _by_name(people: list[int]) -> list[Employee]:
    return (
        sorted(Employee.objects.filter(pk__in=people), key=lambda employee: employee.name) if people else []
    )


def _away(on: date) -> dict[int, int]:
    """Keys of each who is away on the day and of his substitute; asked many times to a page, so no more."""
    absences = Absence.objects.on_day(on).order_by("announced_at").values_list("employee_id", "substitute_id")
    # In the order of announcing: of two absences on one day the later announced one names the substitute.
    return cached_for_request(("away", on), lambda: dict(absences))


def _answers(absent: int, substitute: int, away: dict[int, int]) -> bool:
    return absent != substitute and _end_of_chain(absent, away) == substitute


def _end_of_chain(absent: int, away: dict[int, int]) -> int:
    here, seen = absent, {absent}
    # A substitute may be away too, so the chain is followed; it may also be a ring, which `seen` ends.
    while here in away and away[here] not in seen:
        here = away[here]
        seen.add(here)
    return here
