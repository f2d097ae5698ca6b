"""Permissions on the assignment of leads and on its rules."""

from typing import TYPE_CHECKING

from okno.attract.leads.permissions import FOR_ANYBODY
from okno.ground.kernel.actors import Actor
from okno.team.people.models import Employee
from okno.team.people.permissions import HEADS, SELLERS

if TYPE_CHECKING:
    from okno.attract.leads.models import Lead


def can_assign_lead(by: Actor, lead: "Lead", to: Employee | None = None) -> bool:
    """Return whether they are a head, or a seller who takes an unassigned lead themselves."""
    if by.employee is None:
        return False
    return can_give_out_leads(by) or (
        lead.assigned_to_id is None and by.has(*SELLERS) and to in (None, by.employee)
    )


def can_give_out_leads(by: Actor) -> bool:
    """Return whether they are a head."""
    return by.has(*HEADS)


def can_release_leads(by: Actor) -> bool:
    """Return whether they may release leads on hold: a head looks at them first."""
    return can_give_out_leads(by)


def can_set_rules(by: Actor) -> bool:
    return by.has(*HEADS)


def can_answer_lead(by: Actor, lead: "Lead") -> bool:
    """Return whether they work with leads; a substitute may answer too."""
    return by.has(*SELLERS, *FOR_ANYBODY)


def can_pass_on_leads(by: Actor) -> bool:
    """Return whether this is the clock, or a head who does not wait for it."""
    return by.is_machine or by.has(*HEADS)


can_pass_on_lead = can_pass_on_leads
