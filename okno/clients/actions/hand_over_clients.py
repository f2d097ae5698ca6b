"""C5a: all the clients of a person, or the marked ones, go to another at once."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.giving import give, held_now
from okno.clients.models import Company, Handover, Management
from okno.clients.permissions import can_hand_over_clients
from okno.clients.promised import hand_over_promised
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.away import hold
from okno.people.models import Employee


@action
def hand_over_clients(
    *,
    giver: Employee | None,
    receiver: Employee,
    note: str = "",
    companies: Collection[Company] | None = None,
    with_promises: bool = True,
    by: Employee | None,
    at: datetime,
) -> list[Handover]:
    """All that `giver` keeps, or only `companies`; without a giver `companies` of whoever keeps each.

    Whom the receiver keeps already is passed over. Nothing to hand over gives an empty list.
    """
    today = local_date(at)
    allow(giver is None or can_hand_over_clients(by, giver, today))
    if giver is None and companies is None:
        raise Invalid(giver=_("Whose clients?"))
    if giver is not None and giver == receiver:
        raise Invalid(receiver=_("This person keeps them already: choose another."))
    # Before anything else is locked: who leaves at this very moment gets nothing any more.
    hold(receiver)
    held = held_now(companies, giver)
    givers = {one.manager for one in held} if giver is None else set()
    allow(all(can_hand_over_clients(by, one, today) for one in givers))
    if companies is not None:
        _all_there(companies, held)
    held = [one for one in held if one.manager_id != receiver.pk]
    if not held:
        return []
    handovers = give(held, receiver=receiver, note=note, by=by, at=at)
    if with_promises:
        hand_over_promised(handovers, note=note, by=by, at=at)
    return handovers


def _all_there(companies: Collection[Company], held: list[Management]) -> None:
    found = {one.company_id for one in held}
    if missing := [company for company in companies if company.pk not in found]:
        raise Conflict(
            _("«{client}» is kept by somebody else by now, or by nobody: mark them again.").format(
                client=missing[0]
            )
        )
