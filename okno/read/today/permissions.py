"""Permissions to post digests and to mark notices as seen."""

from okno.ground.kernel.actors import Actor
from okno.team.people.models import Employee
from okno.team.people.permissions import HEADS


def can_post_digest(by: Actor, employee: Employee) -> bool:
    """Allow the clock and heads for everybody, others for themselves."""
    return by.is_machine or by.is_one_of(employee.pk) or by.has(*HEADS)


def can_mark_notices_seen(by: Actor) -> bool:
    return by.employee is not None
