"""Ask whether a line can be delivered there: the rule answers at once, or engineers are asked (Q4, S4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.catalog.models import Coverage
from okno.kernel.actions import action
from okno.kernel.errors import Refused, allow
from okno.people.models import Employee
from okno.quotes.coverage import coverage_of
from okno.quotes.drafts import free_line, locked_draft, record_line, void_feasibility
from okno.quotes.events import FeasibilityAsked, FeasibilityConfirmed, FeasibilityRefused
from okno.quotes.models import Feasibility, QuoteLine
from okno.quotes.permissions import can_change_quote
from okno.resources.actions.hold_capacity import hold_capacity


@action
def ask_feasibility(*, line: QuoteLine, by: Employee | None, at: datetime) -> Feasibility:
    """Confirmed at once where the service is present and capacity is free, which is then held until the
    quote's end; refused where there is no coverage at all; otherwise the engineers decide.
    """
    allow(can_change_quote(by, line.quote))
    quote = locked_draft(line.quote)
    line = quote.lines.select_related("quote", "configuration__service", "location").get(pk=line.pk)
    live = line.feasibilities.live().first()
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
    elif coverage == Coverage.Status.PRESENT and _held(line, by, at):
        changes = {"ready_days": line.configuration.setup_days, "holds_until_on": quote.valid_until_on}
        status = Feasibility.Status.CONFIRMED
    if status != Feasibility.Status.ASKED:
        changes |= {"basis": Feasibility.Basis.RULE, "answered_at": at}
    word = Feasibility.objects.create(
        line=line, fingerprint=line.fingerprint(), status=status, asked_by=by, asked_at=at, **changes
    )
    _journal(word, by, at)
    return word


def _held(line: QuoteLine, by: Employee | None, at: datetime) -> bool:
    """Whether the rule may answer: something physical is free, and from now on held for this line."""
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
    except Refused:
        return False
    return True


def _journal(word: Feasibility, by: Employee | None, at: datetime) -> None:
    match word.status:
        case Feasibility.Status.CONFIRMED:
            told = {"ready_days": word.ready_days, "until_on": word.holds_until_on}
            record_line(FeasibilityConfirmed, word.line, by=by, at=at, **told)
        case Feasibility.Status.REFUSED:
            record_line(FeasibilityRefused, word.line, by=by, at=at, note=word.note)
        case _:
            record_line(FeasibilityAsked, word.line, by=by, at=at, quantity=word.line.quantity)
