"""What a new company does first: each step is done when the base holds it, so nothing is ever ticked."""

from dataclasses import replace
from functools import cache

from django.db.models import Exists
from django.urls import reverse

from okno.ground.ui.offers import FirstStep
from okno.ground.ui.rooms import all_rooms
from okno.team.people.models import Employee


@cache
def registered() -> list[FirstStep]:
    """Return the steps of all rooms in their order."""
    steps = [step for room in all_rooms().values() for step in room.first_steps]
    return sorted(steps, key=lambda step: step.place)


def done_keys() -> set[str]:
    """Return the keys of the steps that are done, by one query."""
    conditions = {f"has_{step.key}": Exists(step.proof()) for step in registered()}
    row = Employee.objects.annotate(**conditions).values(*conditions).first() or {}
    return {name.removeprefix("has_") for name, is_there in row.items() if is_there}


def steps() -> list[FirstStep]:
    """Return all steps; one that needs something else first, or is half done, leads to exactly that."""
    done = done_keys()
    return [_as_it_stands(step, step.key in done) for step in registered()]


def _as_it_stands(step: FirstStep, is_done: bool) -> FirstStep:
    # The page of a step that is not ready would offer an empty list to choose from.
    detour = {} if is_done else step.detour()
    return replace(step, is_done=is_done, **{"url": reverse(step.name), **detour})


def is_all_done() -> bool:
    """Return whether every step is done: the line of first steps then leaves the rail."""
    return len(done_keys()) == len(registered())
