"""Permissions for statements, payments and credit.

Machine actors (the clock, the console, reactions to either) may do what follows without a decision.
"""

from okno.ground.kernel.actors import Actor
from okno.team.people.models import Role
from okno.team.people.permissions import BOOKKEEPERS, HEADS


def can_apply_credit(by: Actor) -> bool:
    return by.is_machine or by.has(*HEADS, *BOOKKEEPERS, Role.ASSISTANT)


def can_load_statement(by: Actor) -> bool:
    return by.is_machine or by.has(*HEADS, *BOOKKEEPERS)


def can_match_payments(by: Actor) -> bool:
    return can_load_statement(by)


def can_allocate_payment(by: Actor) -> bool:
    """Return whether this actor may allocate payments; the clock never decides what a rule could not."""
    return by.has(*HEADS, *BOOKKEEPERS)


def can_ignore_payment(by: Actor) -> bool:
    return can_allocate_payment(by)


def can_reconsider_payment(by: Actor) -> bool:
    return can_allocate_payment(by)
