"""Template tags for the lines of promises; the reader's rights are read once for all lines of a page."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils import timezone

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.team.people.models import Role
from okno.team.people.standins import stood_in_for
from okno.team.promises.ladder import RUNG_NAMES, rung_of, steps
from okno.team.promises.models import Promise
from okno.team.promises.permissions import can_hand_over_promise, can_keep_promise, can_name_cause

register = template.Library()


@dataclass(frozen=True, slots=True)
class Line:
    """What a line offers to the reader.

    `rung` says who has been notified of the delay; `next` is where a form sent without htmx returns to.
    """

    may_keep: bool
    may_move: bool
    may_withdraw: bool
    may_hand_over: bool
    may_name_cause: bool
    is_mine: bool
    rung: str
    next: str


@register.simple_tag(takes_context=True)
def line_of(context: Any, promise: Promise) -> Line:
    """Return what the line of this promise offers to the reader; nothing to a visitor."""
    request = context.get("request")
    employee = getattr(request, "employee", None)
    if employee is None:
        return Line(False, False, False, False, False, False, "", "")
    by, at = actor_of(employee), timezone.now()
    on = local_date(at)
    shared = getattr(request, "_of_promises", None)
    if shared is None:
        shared = request._of_promises = (steps(), {absent.pk for absent in stood_in_for(employee, on)})
    ladder, hats = shared
    may_act = promise.status == Promise.Status.OPEN and can_keep_promise(by, promise, on, hats)
    # What would be refused is not offered: an order's date is the engineers', the acceptance keeps it.
    of_order = promise.subject_kind == "delivery.order"
    is_engineer = employee.has(Role.ENGINEER)
    name = RUNG_NAMES.get(rung_of(promise, at, ladder), "")
    return Line(
        may_keep=may_act and not of_order,
        may_move=may_act and (is_engineer or not (of_order or promise.needs_engineer)),
        may_withdraw=may_act and (is_engineer or not of_order),
        may_hand_over=promise.status == Promise.Status.OPEN and can_hand_over_promise(by, promise, on, hats),
        may_name_cause=can_name_cause(by, promise, on, hats),
        is_mine=promise.owner_id == employee.pk,
        rung=str(name),
        next=_here(request),
    )


def _here(request: Any) -> str:
    """Return the address of the page that holds the line; for a part sent to htmx, of the page around it."""
    htmx = getattr(request, "htmx", None)
    return (htmx.current_url_abs_path or "") if htmx else str(request.get_full_path())
