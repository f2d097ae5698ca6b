"""Who may do what with leads and deals."""

from datetime import date
from typing import TYPE_CHECKING

from okno.people.models import Employee, Role
from okno.people.permissions import HEADS, PRICE_READERS, SELLERS
from okno.people.standins import stands_in_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okno.sales.models import Deal, DealHandover, Lead

FOR_ANYBODY = (*HEADS, Role.ASSISTANT)


def can_register_lead(by: Employee | None) -> bool:
    """Whoever sells or advertises; a site's form comes with the token of one of them."""
    return by is not None and by.has(*SELLERS, Role.MARKETER)


def can_assign_lead(by: Employee | None, lead: "Lead", to: Employee | None = None) -> bool:
    """Heads give leads out; a seller may take for himself one that is nobody's."""
    if by is None:
        return False
    return can_give_out_leads(by) or (lead.assigned_to_id is None and by.has(*SELLERS) and to in (None, by))


def can_hand_over_deals(by: Employee | None) -> bool:
    """Everything of one person at once is a head's to give; None is the company's own machine."""
    return by is None or by.has(*HEADS)


def can_give_out_leads(by: Employee | None) -> bool:
    return by is not None and by.has(*HEADS)


def can_qualify_lead(by: Employee | None, lead: "Lead") -> bool:
    """The one who was given the lead, the one who found it, and those who work for anybody."""
    return _is_theirs(by, lead.assigned_to_id, lead.brought_by_id)


def can_turn_down_lead(by: Employee | None, lead: "Lead") -> bool:
    return _is_theirs(by, lead.assigned_to_id, lead.brought_by_id)


def can_move_deal(by: Employee | None, deal: "Deal") -> bool:
    """Its owner and those who work for anybody; nobody's deal is any seller's."""
    return _is_theirs(by, deal.owner_id)


def can_change_deal(by: Employee | None, deal: "Deal") -> bool:
    """Whoever may move it."""
    return can_move_deal(by, deal)


def can_move_deals(by: Employee | None) -> bool:
    """Whoever may have deals of his own; each of the marked is asked about by itself."""
    return by is not None and by.has(*FOR_ANYBODY, *SELLERS)


def can_set_stages(by: Employee | None) -> bool:
    """The pipeline is the heads': what stages there are, what each asks for, how likely it is to win."""
    return by is not None and by.has(*HEADS)


def can_lose_deal(by: Employee | None, deal: "Deal") -> bool:
    return _is_theirs(by, deal.owner_id)


def can_lose_deals(by: Employee | None, deals: "Iterable[Deal]") -> bool:
    """Each of them by itself: one that is not his stops all; who has no deals ever loses none."""
    return can_move_deals(by) and all(can_lose_deal(by, deal) for deal in deals)


def can_add_loss_reason(by: Employee | None) -> bool:
    """What losses are told of is compared for years: heads keep the list."""
    return by is not None and by.has(*HEADS)


def can_change_loss_reason(by: Employee | None) -> bool:
    return by is not None and by.has(*HEADS)


def can_remove_loss_reason(by: Employee | None) -> bool:
    return by is not None and by.has(*HEADS)


def can_reopen_deal(by: Employee | None, deal: "Deal") -> bool:
    return _is_theirs(by, deal.owner_id)


def can_win_deal(by: Employee | None, deal: "Deal") -> bool:
    """Whoever may sign a contract: the signing has asked its own permission by then."""
    return by is None or by.has(*PRICE_READERS)


def can_import_leads(by: Employee | None) -> bool:
    """None is the command at the company's own machine."""
    return by is None or by.has(Role.MARKETER, *HEADS)


def can_map_agent(by: Employee | None) -> bool:
    return by is None or by.has(*HEADS)


def can_let_go_leads(by: Employee | None) -> bool:
    """What came too many at once is looked at by a head."""
    return can_give_out_leads(by)


def can_turn_down_leads(by: Employee | None) -> bool:
    """Many with one reason; each must be theirs besides."""
    return by is not None and by.has(*SELLERS)


def can_tell_minimum_price(by: Employee | None, lead: "Lead") -> bool:
    """Whoever talks with the client: the lead's and the deal's people."""
    deal = getattr(lead, "deal", None)
    return _is_theirs(by, lead.assigned_to_id, lead.brought_by_id, deal.owner_id if deal else None)


def can_change_questions(by: Employee | None) -> bool:
    return by is not None and by.has(*HEADS)


def can_hand_over_deal(by: Employee | None, deal: "Deal") -> bool:
    return _is_theirs(by, deal.owner_id)


def can_accept_deal(by: Employee | None, handover: "DealHandover", on: date) -> bool:
    """The receiver, or who stands in for him while he is away."""
    return by is not None and (by.pk == handover.receiver_id or stands_in_for(by, handover.receiver, on))


def can_return_deal(by: Employee | None, handover: "DealHandover", on: date) -> bool:
    """Besides who may accept: the giver and the heads take it back."""
    if by is None:
        return False
    return by.pk == handover.giver_id or by.has(*HEADS) or can_accept_deal(by, handover, on)


def can_set_sales_plan(by: Employee | None) -> bool:
    return by is not None and by.has(*HEADS)


def can_take_forecast(by: Employee | None) -> bool:
    """The clock; a head who does not wait for it."""
    return by is None or by.has(*HEADS)


def can_set_rules(by: Employee | None) -> bool:
    return by is not None and by.has(*HEADS)


def can_answer_lead(by: Employee | None, lead: "Lead") -> bool:
    """Whoever sells and sees it: the answer is given by a substitute too."""
    return by is not None and by.has(*SELLERS, *FOR_ANYBODY)


def can_pass_on_leads(by: Employee | None) -> bool:
    """The clock; a head who does not wait for it."""
    return by is None or by.has(*HEADS)


def _is_theirs(by: Employee | None, *owners: int | None) -> bool:
    if by is None:
        return False
    if by.has(*FOR_ANYBODY) or by.pk in owners:
        return True
    return all(owner is None for owner in owners) and by.has(*SELLERS)
