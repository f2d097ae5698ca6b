"""Permissions of promises. The machine may act, and a visitor where their own action needs it."""

from collections.abc import Collection
from datetime import date

from okno.ground.kernel.actors import Actor
from okno.team.people.models import Employee, Role
from okno.team.people.permissions import HEADS, SELLERS, TECHNICIANS
from okno.team.people.standins import stands_in_for
from okno.team.promises.models import Promise


def can_make_promise(by: Actor) -> bool:
    """Return True: anybody may, and other actions promise in the actor's name."""
    return True


def can_keep_promise(by: Actor, promise: Promise, on: date, hats: Collection[int] | None = None) -> bool:
    """Return whether the actor may keep, move or withdraw the promise on this day.

    They may if they own or made it, are a head or stand in for the owner on this day; sellers and technicians
    may where it is about an order or a quote; engineers where an engineer confirmed its date. A list passes
    `hats`, keys of everybody the actor stands in for, so that each line needs no query.
    """
    if by.is_machine or by.has(*HEADS) or by.is_one_of(promise.owner_id, promise.made_by_id):
        return True
    if promise.needs_engineer and by.has(Role.ENGINEER):
        return True
    if promise.subject_kind and by.has(*SELLERS, *TECHNICIANS):
        return True
    return _wears_hat_of(by, promise.owner, on, hats)


can_move_promise = can_withdraw_promise = can_keep_promise


def can_name_cause(by: Actor, promise: Promise, on: date, hats: Collection[int] | None = None) -> bool:
    """Return whether the actor may move the promise or manages its owner."""
    return can_keep_promise(by, promise, on, hats) or by.is_one_of(promise.owner.head_id)


def can_hand_over_promise(by: Actor, promise: Promise, on: date, hats: Collection[int] | None = None) -> bool:
    """Return whether the actor may hand over the promises of its owner."""
    return can_hand_over_promises(by, promise.owner, on, hats)


def can_hand_over_promises(by: Actor, giver: Employee, on: date, hats: Collection[int] | None = None) -> bool:
    """Return whether the actor is the giver, their substitute on this day, their manager or a head."""
    if by.is_machine or by.has(*HEADS) or by.is_one_of(giver.pk, giver.head_id):
        return True
    return _wears_hat_of(by, giver, on, hats)


def can_reopen_promise(by: Actor, promise: Promise) -> bool:
    """Return whether the actor closed the promise; the action checks the day."""
    return by.is_one_of(promise.closed_by_id)


def can_see_all_promises(by: Actor) -> bool:
    """Return whether the actor sees everybody's promises in the list and the report: heads do."""
    return by.has(*HEADS)


def can_set_ladder(by: Actor) -> bool:
    """Return whether the actor may set the escalation: a head or the machine."""
    return by.is_machine or by.has(*HEADS)


def can_report_overdue(by: Actor) -> bool:
    """Return whether the actor is the clock or a head, who may run it by hand."""
    return by.is_machine or by.has(*HEADS)


def _wears_hat_of(by: Actor, employee: Employee, on: date, hats: Collection[int] | None) -> bool:
    """Return whether the actor stands in for this employee on that day; `hats` are its keys, read before."""
    if by.employee is None:
        return False
    return employee.pk in hats if hats is not None else stands_in_for(by.employee, employee, on)
