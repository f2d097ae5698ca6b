"""An engineer's word that it can be delivered: in how many days, and until when the word holds (Q4, Q5)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Guard, Invalid, Refused, allow
from okno.kernel.kept import later
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.quotes.coverage import coverage_of
from okno.quotes.drafts import locked_draft, record_line
from okno.quotes.events import FeasibilityConfirmed
from okno.quotes.models import Feasibility, QuoteLine
from okno.quotes.permissions import can_answer_feasibility
from okno.quotes.validity import require_sane_end
from okno.resources.actions.hold_capacity import hold_capacity


@action
def confirm_feasibility(
    *,
    feasibility: Feasibility,
    ready_days: int,
    holds_until_on: date,
    note: str = "",
    by: Employee | None,
    at: datetime,
) -> Feasibility:
    """`ready_days` are working days after the start. Capacity is held for as long as the word holds."""
    allow(can_answer_feasibility(by))
    quote = locked_draft(feasibility.line.quote)
    line = quote.lines.select_related("quote", "configuration__service", "location").get(
        pk=feasibility.line_id
    )
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
        answered_by=by,
        answered_at=at,
    )
    _hold(line, holds_until_on, by, at)
    told = {"ready_days": ready_days, "until_on": holds_until_on}
    record_line(FeasibilityConfirmed, line, by=by, at=at, **told)
    return feasibility


def _hold(line: QuoteLine, until_on: date, by: Employee | None, at: datetime) -> None:
    """What is not covered cannot be confirmed by anybody; what is physical is held."""
    if coverage_of(line) is None:
        raise Refused(
            guard=Guard.FEASIBILITY,
            reason=later(
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
