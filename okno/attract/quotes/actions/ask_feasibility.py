"""Ask whether a line can be delivered there: the rule answers at once, or engineers are asked (Q4, S4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.quotes.coverage import coverage_of
from okno.attract.quotes.drafts import free_line, locked_draft, record_line, void_feasibility
from okno.attract.quotes.events import FeasibilityAsked, FeasibilityConfirmed, FeasibilityRefused
from okno.attract.quotes.models import Feasibility, QuoteLine
from okno.attract.quotes.permissions import can_ask_feasibility
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Refused, allow
from okno.records.catalog.models import Coverage
from okno.records.resources.actions.hold_capacity import hold_capacity


@action
def ask_feasibility(*, line: QuoteLine, by: Actor, at: datetime) -> Feasibility:
    """Confirmed at once where the service is present and capacity is free, which is then held until the
    quote's end; refused where there is no coverage at all; otherwise the engineers decide.
    """
    allow(can_ask_feasibility(by, line.quote))
    quote = locked_draft(line.quote)
    line = quote.lines.select_related("quote", "configuration__service", "location").get(pk=line.pk)
    live = line.feasibilities.live().first()
    # Asked twice is one question: the engineers have it in their list already.
    if live is not None and live.status == Feasibility.Status.ASKED:
        return live
    void_feasibility(line)
    free_line(line, by=by, at=at)
    coverage = coverage_of(line)
    status = Feasibility.Status.ASKED
    changes: dict[str, object] = {}
    if coverage is None:
        note = _("{service} is not available at {place}.").format(
            service=line.configuration.service, place=line.location
        )
        status, changes = Feasibility.Status.REFUSED, {"note": note}
    # Only where the service is present: a planned place is an engineer's to confirm, with his days.
    elif coverage == Coverage.Status.PRESENT and _held(line, by, at):
        changes = {"ready_days": line.configuration.setup_days, "holds_until_on": quote.valid_until_on}
        status = Feasibility.Status.CONFIRMED
    if status != Feasibility.Status.ASKED:
        changes |= {"basis": Feasibility.Basis.RULE, "answered_at": at}
    feasibility = Feasibility.objects.create(
        line=line, fingerprint=line.fingerprint(), status=status, asked_by=by.employee, asked_at=at, **changes
    )
    _journal(feasibility, by, at)
    return feasibility


def _held(line: QuoteLine, by: Actor, at: datetime) -> bool:
    """Return whether the rule may confirm: something physical is free, and from now on held for this line."""
    if not line.units_needed:
        return False
    try:
        hold_capacity(
            holder=line,
            location=line.location,
            kind=line.configuration.resource_kind,
            units=line.units_needed,
            until_on=line.quote.valid_until_on,
            company=line.quote.company,
            by=by,
            at=at,
        )
    # Not enough is free: that is no refusal of the sale, but a question to the engineers.
    except Refused:
        return False
    return True


def _journal(feasibility: Feasibility, by: Actor, at: datetime) -> None:
    match feasibility.status:
        case Feasibility.Status.CONFIRMED:
            details = {"ready_days": feasibility.ready_days, "until_on": feasibility.holds_until_on}
            record_line(FeasibilityConfirmed, feasibility.line, by=by, at=at, **details)
        case Feasibility.Status.REFUSED:
            record_line(FeasibilityRefused, feasibility.line, by=by, at=at, note=feasibility.note)
        case _:
            record_line(FeasibilityAsked, feasibility.line, by=by, at=at, quantity=feasibility.line.quantity)
