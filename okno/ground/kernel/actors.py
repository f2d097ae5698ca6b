"""Actors: who or what acts. Every action takes an actor as `by`, and the journal keeps its kind.

This room knows no models, so `employee` is typed loosely: it is a `people.Employee` wherever it is set.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ActorKind(StrEnum):
    """The kinds of actors, one for each door; the journal's column `actor_kind` holds these values."""

    EMPLOYEE = "employee"
    CONTACT = "contact"
    TOKEN = "token"
    AGENT = "agent"
    CLOCK = "clock"
    CONSOLE = "console"
    VISITOR = "visitor"
    LETTER = "letter"
    REACTION = "reaction"


# These act in the name of an employee, whose roles they have: the journal refuses them without one.
OF_EMPLOYEE = (ActorKind.EMPLOYEE, ActorKind.TOKEN, ActorKind.AGENT)
# Behind these there is never an employee.
OF_NOBODY = (ActorKind.CONTACT, ActorKind.CLOCK, ActorKind.CONSOLE, ActorKind.VISITOR, ActorKind.LETTER)


@dataclass(frozen=True)
class Actor:
    """The acting party: `kind` names the door, `employee` the person in whose name it acts, if there is one.

    `token_id` is the key of the API token that was used. A reaction holds in `cause` the name of the event
    that triggered it, and carries the employee and the token of the actor who caused that event.
    """

    kind: ActorKind
    employee: Any = None
    token_id: int | None = None
    cause: str = ""

    def __post_init__(self) -> None:
        if (self.kind in OF_EMPLOYEE) > (self.employee is not None):
            raise ValueError(f"an actor of the kind {self.kind} needs an employee")
        if self.kind in OF_NOBODY and self.employee is not None:
            raise ValueError(f"an actor of the kind {self.kind} has no employee")

    @property
    def employee_id(self) -> int | None:
        """Return the key of the employee in whose name this happens, or None when there is no employee."""
        return None if self.employee is None else self.employee.pk

    def has(self, *roles: str) -> bool:
        """Return whether the employee holds one of the roles; False for an actor without an employee."""
        return self.employee is not None and bool(self.employee.has(*roles))

    def is_one_of(self, *employee_ids: int | None) -> bool:
        """Return whether the employee has one of these keys; False for an actor without an employee.

        A comparison with `employee_id` would be wrong here: a foreign key that is not set is None, and would
        match every actor without an employee, such as the clock.
        """
        return self.employee is not None and self.employee.pk in employee_ids

    @property
    def is_machine(self) -> bool:
        """Return whether the system itself acts: the clock, the console, or a reaction to one of them.

        A reaction to an employee's act is not the machine: it may do only what that employee may.
        """
        if self.kind == ActorKind.REACTION:
            return self.employee is None
        return self.kind in (ActorKind.CLOCK, ActorKind.CONSOLE)

    @property
    def is_visitor(self) -> bool:
        """Return whether the actor has not signed in: a client who opened a link, or a form on a website."""
        return self.kind == ActorKind.VISITOR

    @property
    def is_reaction(self) -> bool:
        """Return whether an event triggered this act, instead of a person or a door."""
        return self.kind == ActorKind.REACTION


CLOCK = Actor(ActorKind.CLOCK)
CONSOLE = Actor(ActorKind.CONSOLE)
VISITOR = Actor(ActorKind.VISITOR)


def actor_of(by: Any) -> Actor:
    """Return `by` itself when it is an Actor, or an actor of the pages when it is an employee.

    Raises TypeError for None: the clock, the console and visitors have actors of their own, so that a
    forgotten argument is not taken for one of them.
    """
    if isinstance(by, Actor):
        return by
    if by is None:
        raise TypeError("`by` is None: say CLOCK, CONSOLE, VISITOR or whichever actor it is")
    return Actor(ActorKind.EMPLOYEE, employee=by)


def token_actor(owner: Any, token_id: int) -> Actor:
    """Return the actor of an API call: it acts in the name of the token's owner."""
    return Actor(ActorKind.TOKEN, employee=owner, token_id=token_id)


def reaction_to(event: str, on_behalf_of: Actor | None = None) -> Actor:
    """Return the actor of a reaction to this event (its name), for the actor who caused the event.

    Without `on_behalf_of` the system reacts by itself, and the journal names no employee.
    """
    if on_behalf_of is None:
        return Actor(ActorKind.REACTION, cause=event)
    return Actor(
        ActorKind.REACTION, employee=on_behalf_of.employee, token_id=on_behalf_of.token_id, cause=event
    )
