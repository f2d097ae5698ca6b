"""Who stands in for whom on a day: computed from absences, so that the return is automatic (T1, T2)."""

from datetime import date

from okno.people.models import Absence, Employee


def substitute_of(employee: Employee, on: date) -> Employee:
    """Who answers for this person on the day: himself unless he is away.

    Where the substitute is away too, his own substitute answers; a ring of the absent ends where it began.
    """
    away = {absence.employee_id: absence.substitute for absence in _away(on)}
    answers, seen = employee, {employee.pk}
    while (next_one := away.get(answers.pk)) is not None and next_one.pk not in seen:
        answers = next_one
        seen.add(next_one.pk)
    return answers


def stood_in_for(employee: Employee, on: date) -> list[Employee]:
    """Those for whom this person answers on the day besides himself, by name."""
    away = {absence.employee_id: absence for absence in _away(on)}
    if not away:
        return []
    return sorted(
        (one.employee for one in away.values() if _answers(one.employee_id, employee.pk, away)),
        key=lambda one: one.name,
    )


def answers_on(on: date) -> dict[int, Employee]:
    """Key of each who is away on the day → who answers for him; one query."""
    away = {absence.employee_id: absence for absence in _away(on)}
    people = {one.employee_id: one.employee for one in away.values()}
    people |= {one.substitute_id: one.substitute for one in away.values()}
    return {pk: people[_end_of_chain(pk, away)] for pk in away}


def stands_in_for(by: Employee, whom: Employee, on: date) -> bool:
    """Whether `by` answers for `whom` on the day; one does not stand in for himself."""
    return by.pk != whom.pk and substitute_of(whom, on).pk == by.pk


def _away(on: date) -> list[Absence]:
    absences = Absence.objects.on_day(on).select_related("employee", "substitute").order_by("announced_at")
    return list(absences)


def _answers(absent: int, one: int, away: dict[int, Absence]) -> bool:
    return absent != one and _end_of_chain(absent, away) == one


def _end_of_chain(absent: int, away: dict[int, Absence]) -> int:
    here, seen = absent, {absent}
    while here in away and away[here].substitute_id not in seen:
        here = away[here].substitute_id
        seen.add(here)
    return here
