"""Who may do what here."""

from okno.attract.deals.models import Deal
from okno.attract.quotes.models import Quote
from okno.ground.kernel.actors import Actor
from okno.team.people.models import Role
from okno.team.people.permissions import HEADS

QUOTERS = (Role.CLOSER, Role.ACCOUNT_MANAGER, *HEADS)


def can_draft_quote(by: Actor, deal: Deal) -> bool:
    """Return whether they sell and see the deal."""
    return (
        by.employee is not None
        and by.has(*QUOTERS)
        and Deal.objects.visible_to(by.employee).filter(pk=deal.pk).exists()
    )


def can_change_quote(by: Actor, quote: Quote) -> bool:
    return can_draft_quote(by, quote.deal)


can_add_line = can_change_line = can_remove_line = can_change_terms = can_ask_feasibility = can_change_quote


def can_send_quote(by: Actor, quote: Quote) -> bool:
    return can_draft_quote(by, quote.deal)


def can_ask_price_approval(by: Actor, quote: Quote) -> bool:
    return can_draft_quote(by, quote.deal)


def can_revise_quote(by: Actor, quote: Quote) -> bool:
    return can_draft_quote(by, quote.deal)


def can_answer_feasibility(by: Actor) -> bool:
    """Return whether they are an engineer: nobody else says what can be delivered by when (guards 3, 4)."""
    return by.has(Role.ENGINEER)


can_confirm_feasibility = can_refuse_feasibility = can_answer_feasibility


def can_answer_quote(by: Actor, quote: Quote) -> bool:
    """Return whether they are the client behind the link, or a seller who writes down the client's answer."""
    return by.is_visitor or by.is_reaction or can_draft_quote(by, quote.deal)


can_accept_quote = can_decline_quote = can_answer_quote


def can_close_quotes_of_lost_deal(by: Actor) -> bool:
    """Losing the deal does it, whoever loses it; there is no door of its own."""
    return True


def can_expire_quotes(by: Actor) -> bool:
    """Return whether they are the clock, or a head who does not want to wait for it."""
    return by.is_machine or by.has(*HEADS)
