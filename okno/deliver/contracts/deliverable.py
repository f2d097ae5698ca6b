"""Guards 4 and 5 at the signing: the quote's lines can still be delivered."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.attract.quotes.models import Feasibility, QuoteLine
from okno.deliver.contracts.models import Contract
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Guard, Refused
from okno.ground.kernel.localized import deferred
from okno.records.resources.actions.hold_capacity import hold_capacity
from okno.records.resources.models import Hold


def keep_deliverable(contract: Contract, *, on: date, by: Actor, at: datetime) -> None:
    """Raise Refused (guard 4) when a line's confirmation is no longer in force; hold freed capacity again.

    Guard 5 refuses when that capacity is gone. A confirmation that was in force when the client accepted
    stays in force while the contract is being agreed.
    """
    lines = contract.quote.lines.select_related("configuration", "location", "quote")
    for line in lines.prefetch_related("feasibilities"):
        confirmation = line.feasibility()
        if confirmation is None or confirmation.status != Feasibility.Status.CONFIRMED:
            raise _not_confirmed(line)
        if line.units_needed and not Hold.objects.of(line).live().exists():
            _hold_anew(line, contract, on=on, by=by, at=at)


def _not_confirmed(line: QuoteLine) -> Refused:
    return Refused(
        guard=Guard.FEASIBILITY,
        reason=deferred(
            lambda: _(
                "«{line}» at {place}: the confirmation that it can be delivered is no longer in force."
            ).format(line=line.title, place=line.location)
        ),
        remedy=_("Ask the engineers to confirm this line again."),
        decides=_("Engineers"),
        subject=line.quote,
    )


def _hold_anew(line: QuoteLine, contract: Contract, *, on: date, by: Actor, at: datetime) -> None:
    """Hold the line's capacity again, until today only: the signing takes it in the same transaction."""
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
