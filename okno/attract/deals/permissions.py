"""Who may do what with leads and deals."""

from datetime import date
from typing import TYPE_CHECKING

from okno.attract.leads.permissions import FOR_ANYBODY, _is_theirs
from okno.ground.kernel.actors import Actor
from okno.team.people.permissions import HEADS, PRICE_READERS, SELLERS
from okno.team.people.standins import stands_in_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okno.attract.deals.models import Deal, DealHandover
    from okno.attract.leads.models import Lead


def can_hand_over_deals(by: Actor) -> bool:
    """Everything of one person at once is a head's to give; so may the company's own machine."""
    return by.is_machine or by.has(*HEADS)


def can_qualify_lead(by: Actor, lead: "Lead") -> bool:
    """Return whether they were given the lead, found it, or work for anybody."""
    return _is_theirs(by, lead.assigned_to_id, lead.brought_by_id)


def can_move_deal(by: Actor, deal: "Deal") -> bool:
    """Return whether they own it or work for anybody; a deal without owner is any seller's."""
    return _is_theirs(by, deal.owner_id)


can_undo_move = can_move_deal


def can_change_deal(by: Actor, deal: "Deal") -> bool:
    """Return whether they may move it."""
    return can_move_deal(by, deal)


def can_move_deals(by: Actor) -> bool:
    """Return whether they may have deals of their own; each marked deal is checked by itself."""
    return by.has(*FOR_ANYBODY, *SELLERS)


can_change_deals = can_move_deals


def can_set_stages(by: Actor) -> bool:
    """Return whether they are a head: heads keep the stages, their conditions and probabilities."""
    return by.has(*HEADS)


def can_lose_deal(by: Actor, deal: "Deal") -> bool:
    return _is_theirs(by, deal.owner_id)


def can_lose_deals(by: Actor, deals: "Iterable[Deal]") -> bool:
    """Return whether they may lose each of them; one that is not theirs stops all."""
    return can_move_deals(by) and all(can_lose_deal(by, deal) for deal in deals)


def can_set_loss_reasons(by: Actor) -> bool:
    """Heads keep the list, because losses are compared by it for years."""
    return by.has(*HEADS)


def can_reopen_deal(by: Actor, deal: "Deal") -> bool:
    return _is_theirs(by, deal.owner_id)


def can_win_deal(by: Actor, deal: "Deal") -> bool:
    """Return whether they may sign a contract: the signing has checked its own permission by then."""
    return by.is_machine or by.has(*PRICE_READERS)


def can_hand_over_deal(by: Actor, deal: "Deal") -> bool:
    return _is_theirs(by, deal.owner_id)


def can_accept_deal(by: Actor, handover: "DealHandover", on: date) -> bool:
    """Return whether they are the receiver or the substitute of an absent one."""
    return by.employee is not None and (
        by.is_one_of(handover.receiver_id) or stands_in_for(by.employee, handover.receiver, on)
    )


def can_return_deal(by: Actor, handover: "DealHandover", on: date) -> bool:
    """Besides who may accept: the giver and the heads take it back."""
    if by.employee is None:
        return False
    return by.is_one_of(handover.giver_id) or by.has(*HEADS) or can_accept_deal(by, handover, on)
