"""What the line of a promise shows to this reader: asked once for all lines of a page."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils import timezone

from okno.kernel.clock import local_date
from okno.people.models import Role
from okno.people.standins import stood_in_for
from okno.promises.ladder import RUNG_NAMES, rung_of, steps
from okno.promises.models import Promise
from okno.promises.permissions import can_hand_over_promise, can_keep_promise, can_name_cause

register = template.Library()


@dataclass(frozen=True, slots=True)
class Line:
    """`next` is where a form sent without htmx comes back to; `rung` who has heard of the delay."""

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
    request = context.get("request")
    employee = getattr(request, "employee", None)
    if employee is None:
        return Line(False, False, False, False, False, False, "", "")
    at = timezone.now()
    on = local_date(at)
    known = getattr(request, "_of_promises", None)
    if known is None:
        known = request._of_promises = (steps(), {one.pk for one in stood_in_for(employee, on)})
    ladder, hats = known
    may_act = promise.status == Promise.Status.OPEN and can_keep_promise(employee, promise, on, hats)
    # What would be refused is not offered: an order's date is the engineers', the acceptance keeps it.
    of_order = promise.subject_kind == "delivery.order"
    is_engineer = employee.has(Role.ENGINEER)
    name = RUNG_NAMES.get(rung_of(promise, at, ladder), "")
    return Line(
        may_keep=may_act and not of_order,
        may_move=may_act and (is_engineer or not (of_order or promise.needs_engineer)),
        may_withdraw=may_act and (is_engineer or not of_order),
        may_hand_over=promise.status == Promise.Status.OPEN
        and can_hand_over_promise(employee, promise, on, hats),
        may_name_cause=can_name_cause(employee, promise, on, hats),
        is_mine=promise.owner_id == employee.pk,
        rung=str(name),
        next=_here(request),
    )


def _here(request: Any) -> str:
    """The page that holds the line: of a part sent to htmx, the page that asked for it."""
    htmx = getattr(request, "htmx", None)
    return (htmx.current_url_abs_path or "") if htmx else str(request.get_full_path())
