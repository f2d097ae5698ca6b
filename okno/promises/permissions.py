"""Who may do what with a promise. None is the clock, or an outside visitor's own act."""

from collections.abc import Collection
from datetime import date

from okno.people.models import Employee, Role
from okno.people.permissions import HEADS, SELLERS, TECHNICIANS
from okno.people.standins import stands_in_for
from okno.promises.models import Promise


def can_make_promise(by: Employee | None) -> bool:
    return True


def can_keep_promise(
    by: Employee | None, promise: Promise, on: date, hats: Collection[int] | None = None
) -> bool:
    """His own, what he arranged, a head any; one that stands on an order or a quote, who works on that.

    What stands on the engineers' word is theirs to keep and to move as well. Whoever stands in for the owner
    today does what the owner may; a list knows them at once (`hats`), not line by line.
    """
    if by is None or by.has(*HEADS) or by.pk in (promise.owner_id, promise.made_by_id):
        return True
    if promise.needs_engineer and by.has(Role.ENGINEER):
        return True
    if promise.subject_kind and by.has(*SELLERS, *TECHNICIANS):
        return True
    return promise.owner_id in hats if hats is not None else stands_in_for(by, promise.owner, on)


can_move_promise = can_withdraw_promise = can_keep_promise


def can_name_cause(
    by: Employee | None, promise: Promise, on: date, hats: Collection[int] | None = None
) -> bool:
    """Who may move it, and the manager of its owner."""
    return can_keep_promise(by, promise, on, hats) or (by is not None and by.pk == promise.owner.head_id)


def can_hand_over_promise(
    by: Employee | None, promise: Promise, on: date, hats: Collection[int] | None = None
) -> bool:
    return can_hand_over_promises(by, promise.owner, on, hats)


def can_hand_over_promises(
    by: Employee | None, giver: Employee, on: date, hats: Collection[int] | None = None
) -> bool:
    """Himself, whoever stands in for him today, his manager, a head."""
    if by is None or by.has(*HEADS) or by.pk in (giver.pk, giver.head_id):
        return True
    return giver.pk in hats if hats is not None else stands_in_for(by, giver, on)


def can_reopen_promise(by: Employee | None, promise: Promise) -> bool:
    """Only who closed it; on which day, the action asks."""
    return by is not None and by.pk == promise.closed_by_id


def can_see_all_promises(by: Employee | None) -> bool:
    return by is not None and by.has(*HEADS)


def can_set_ladder(by: Employee | None) -> bool:
    return by is None or by.has(*HEADS)


def can_report_overdue(by: Employee | None) -> bool:
    """The clock does it; a head may wind it by hand."""
    return by is None or by.has(*HEADS)
