"""An engineer confirms that it can be delivered: in how many days, and until when that holds (Q4, Q5)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.attract.quotes.coverage import coverage_of
from okno.attract.quotes.drafts import locked_draft, record_line
from okno.attract.quotes.events import FeasibilityConfirmed
from okno.attract.quotes.models import Feasibility, QuoteLine
from okno.attract.quotes.permissions import can_confirm_feasibility
from okno.attract.quotes.validity import require_sane_end
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Guard, Invalid, Refused, allow
from okno.ground.kernel.localized import deferred
from okno.ground.kernel.moves import move
from okno.records.resources.actions.hold_capacity import hold_capacity


@action
def confirm_feasibility(
    *,
    feasibility: Feasibility,
    ready_days: int,
    holds_until_on: date,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Feasibility:
    """Confirm a line; `ready_days` are working days after the start. Capacity is held as long."""
    allow(can_confirm_feasibility(by))
    quote = locked_draft(feasibility.line.quote)
    line = quote.lines.select_related("quote", "configuration__service", "location").get(
        pk=feasibility.line_id
    )
    # The engineer answers the question that he read; the line may have become another one since (Q6).
    if feasibility.fingerprint != line.fingerprint():
        raise Conflict(_("The line has changed since it was asked about."))
    if ready_days < 0:
        raise Invalid(ready_days=_("Not less than zero."))
    require_sane_end(holds_until_on, at, "holds_until_on")
    move(
        feasibility,
        Feasibility.Status.CONFIRMED,
        basis=Feasibility.Basis.ENGINEER,
        ready_days=ready_days,
        holds_until_on=holds_until_on,
        note=note,
        answered_by=by.employee,
        answered_at=at,
    )
    _hold(line, holds_until_on, by, at)
    details = {"ready_days": ready_days, "until_on": holds_until_on}
    record_line(FeasibilityConfirmed, line, by=by, at=at, **details)
    return feasibility


def _hold(line: QuoteLine, until_on: date, by: Actor, at: datetime) -> None:
    """Hold the capacity of a physical line; raise Refused where the service is not covered, whoever
    confirms.
    """
    if coverage_of(line) is None:
        raise Refused(
            guard=Guard.FEASIBILITY,
            reason=deferred(
                lambda: _("{service} is not available at {place}.").format(
                    service=line.configuration.service, place=line.location
                )
            ),
            remedy=_("Put the place on the coverage list first, if it is true."),
            decides=_("Engineers"),
            subject=line,
        )
    if line.units_needed:
        hold_capacity(
            holder=line,
            location=line.location,
            kind=line.configuration.resource_kind,
            units=line.units_needed,
            until_on=until_on,
            company=line.quote.company,
            by=by,
            at=at,
        )
