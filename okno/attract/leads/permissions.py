"""Permissions on leads and on the qualification's questions."""

from typing import TYPE_CHECKING

from okno.ground.kernel.actors import Actor
from okno.team.people.models import Role
from okno.team.people.permissions import HEADS, SELLERS

if TYPE_CHECKING:
    from okno.attract.leads.models import Lead


FOR_ANYBODY = (*HEADS, Role.ASSISTANT)


def can_register_lead(by: Actor) -> bool:
    """Return whether they sell or advertise; a site's form comes with the token of such an employee."""
    return by.has(*SELLERS, Role.MARKETER)


def can_disqualify_lead(by: Actor, lead: "Lead") -> bool:
    """Return whether the lead is theirs, or they may act on anybody's leads."""
    return _is_theirs(by, lead.assigned_to_id, lead.brought_by_id)


def can_disqualify_leads(by: Actor) -> bool:
    """Return whether they may disqualify many leads at once; each lead is checked on its own besides."""
    return by.has(*SELLERS)


def can_tell_minimum_price(by: Actor, lead: "Lead") -> bool:
    """Return whether they talk with the client: the owners of the lead or of its deal."""
    deal = getattr(lead, "deal", None)
    return _is_theirs(by, lead.assigned_to_id, lead.brought_by_id, deal.owner_id if deal else None)


def can_set_questions(by: Actor) -> bool:
    """Return whether they may change the qualification's questions."""
    return by.has(*HEADS)


def _is_theirs(by: Actor, *owners: int | None) -> bool:
    """Return whether they are an owner, a head or an assistant, or a seller where nobody owns the lead."""
    if by.employee is None:
        return False
    if by.has(*FOR_ANYBODY) or by.is_one_of(*owners):
        return True
    return all(owner is None for owner in owners) and by.has(*SELLERS)
