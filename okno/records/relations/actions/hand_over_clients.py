"""Hand over all the clients of an employee, or the marked ones, at once (C5a)."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.records.clients.models import AccountManagerTerm, Company
from okno.records.relations.handed_promises import hand_over_promised
from okno.records.relations.handover_rows import give, held_now
from okno.records.relations.models import Handover
from okno.records.relations.permissions import can_hand_over_clients
from okno.team.people.away import hold
from okno.team.people.models import Employee


@action
def hand_over_clients(
    *,
    giver: Employee | None,
    receiver: Employee,
    note: str = "",
    companies: Collection[Company] | None = None,
    with_promises: bool = True,
    by: Actor,
    at: datetime,
) -> list[Handover]:
    """Hand over the clients of `giver`, or `companies` whoever manages each, and return the handovers.

    With both, only those `companies` that the giver manages. Clients whom the receiver manages already are
    left out; with nothing to hand over the list is empty. Raises Conflict when one of `companies` is not
    managed as expected any more.
    """
    allow(giver is None or can_hand_over_clients(by, giver, local_date(at)))
    today = local_date(at)
    if giver is None and companies is None:
        raise Invalid(giver=_("Whose clients?"))
    if giver is not None and giver == receiver:
        raise Invalid(receiver=_("This person keeps them already: choose another."))
    # Before anything else is locked: who leaves at this very moment gets nothing any more.
    hold(receiver)
    terms = held_now(companies, giver)
    givers = {term.manager for term in terms} if giver is None else set()
    allow(all(can_hand_over_clients(by, manager, today) for manager in givers))
    if companies is not None:
        _all_there(companies, terms)
    terms = [term for term in terms if term.manager_id != receiver.pk]
    if not terms:
        return []
    handovers = give(terms, receiver=receiver, note=note, by=by, at=at)
    if with_promises:
        hand_over_promised(handovers, note=note, by=by, at=at)
    return handovers


def _all_there(companies: Collection[Company], terms: list[AccountManagerTerm]) -> None:
    """Raise Conflict that names the first company without one of these terms."""
    managed = {term.company_id for term in terms}
    if missing := [company for company in companies if company.pk not in managed]:
        raise Conflict(
            _("«{client}» is kept by somebody else by now, or by nobody: mark them again.").format(
                client=missing[0]
            )
        )
