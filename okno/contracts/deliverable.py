"""Guards 4 and 5 at the signing: what was confirmed for the quote can still be delivered."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.contracts.models import Contract
from okno.kernel.errors import Guard, Refused
from okno.kernel.kept import later
from okno.people.models import Employee
from okno.quotes.models import Feasibility, QuoteLine
from okno.resources.actions.hold_capacity import hold_capacity
from okno.resources.models import Hold


def keep_deliverable(contract: Contract, *, on: date, by: Employee | None, at: datetime) -> None:
    """Refuse when a line is not confirmed; hold anew what was set free meanwhile, or guard 5 refuses.

    An engineer's word that was in force when the client accepted stands while the contract is agreed.
    """
    lines = contract.quote.lines.select_related("configuration", "location", "quote")
    for line in lines.prefetch_related("feasibilities"):
        word = line.feasibility()
        if word is None or word.status != Feasibility.Status.CONFIRMED:
            raise _not_confirmed(line)
        if line.units_needed and not Hold.objects.of(line).live().exists():
            _hold_anew(line, contract, on=on, by=by, at=at)


def _not_confirmed(line: QuoteLine) -> Refused:
    return Refused(
        guard=Guard.FEASIBILITY,
        reason=later(
            lambda: _(
                "«{line}» at {place}: the confirmation that it can be delivered is no longer in force."
            ).format(line=line.title, place=line.location)
        ),
        remedy=_("Ask the engineers to confirm this line again."),
        decides=_("Engineers"),
        subject=line.quote,
    )


def _hold_anew(line: QuoteLine, contract: Contract, *, on: date, by: Employee | None, at: datetime) -> None:
    """Until today only: the signing takes it in the same transaction."""
    hold_capacity(
        holder=line,
        location=line.location,
        kind=line.configuration.resource_kind,
        units=line.units_needed,
        until_on=on,
        company=contract.company,
        by=by,
        at=at,
    )
