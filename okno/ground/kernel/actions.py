"""The decorator of actions: one verb, one transaction."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar

from django.db import transaction

from okno.ground.kernel.actors import actor_of

P = ParamSpec("P")
R = TypeVar("R")


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Return the keyword-only function as an action, which runs whole in one transaction or not at all.

    Its `by` is an Actor. An employee is converted to an actor of the pages (`actor_of`); None raises
    TypeError, so that every caller states who acts.
    """
    has_actor = "by" in signature(function).parameters

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if has_actor:
            kwargs["by"] = actor_of(kwargs.get("by"))
        # An action called by another joins its transaction by a savepoint: either all of the verb happens or
        # nothing.
        with transaction.atomic():
            return function(*args, **kwargs)

    run.is_action = True  # type: ignore[attr-defined]
    return run
