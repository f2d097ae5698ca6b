"""Who may do what with a promise. None is the clock, or an outside visitor's own act."""

from okno.people.models import Employee, Role
from okno.people.permissions import HEADS, SELLERS, TECHNICIANS
from okno.promises.models import Promise


def can_make_promise(by: Employee | None) -> bool:
    return True


def can_keep_promise(by: Employee | None, promise: Promise) -> bool:
    """His own, what he arranged, a head any; one that stands on an order or a quote, who works on that.

    What stands on the engineers' word is theirs to keep and to move as well.
    """
    if by is None or by.has(*HEADS) or by.pk in (promise.owner_id, promise.made_by_id):
        return True
    if promise.needs_engineer and by.has(Role.ENGINEER):
        return True
    return bool(promise.subject_kind) and by.has(*SELLERS, *TECHNICIANS)


can_move_promise = can_withdraw_promise = can_keep_promise


def can_see_all_promises(by: Employee | None) -> bool:
    return by is not None and by.has(*HEADS)


def can_report_overdue(by: Employee | None) -> bool:
    """The clock does it; a head may wind it by hand."""
    return by is None or by.has(*HEADS)
