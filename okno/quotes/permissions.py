"""Who may do what here."""

from okno.people.models import Employee, Role
from okno.people.permissions import HEADS
from okno.quotes.models import Quote
from okno.sales.models import Deal

QUOTERS = (Role.CLOSER, Role.ACCOUNT_MANAGER, *HEADS)


def can_draft_quote(by: Employee | None, deal: Deal) -> bool:
    """Who sells, on a deal that he sees."""
    return by is not None and by.has(*QUOTERS) and Deal.objects.visible_to(by).filter(pk=deal.pk).exists()


def can_change_quote(by: Employee | None, quote: Quote) -> bool:
    return can_draft_quote(by, quote.deal)


def can_send_quote(by: Employee | None, quote: Quote) -> bool:
    return can_draft_quote(by, quote.deal)


def can_ask_price_approval(by: Employee | None, quote: Quote) -> bool:
    return can_draft_quote(by, quote.deal)


def can_revise_quote(by: Employee | None, quote: Quote) -> bool:
    return can_draft_quote(by, quote.deal)


def can_answer_feasibility(by: Employee | None) -> bool:
    """Only engineers say what can be delivered and when (guards 3 and 4), whoever else is in a hurry."""
    return by is not None and by.has(Role.ENGINEER)


def can_answer_quote(by: Employee | None, quote: Quote) -> bool:
    """The client behind the link, or a seller who writes down what the client said."""
    return by is None or can_draft_quote(by, quote.deal)


def can_let_go_of_deal(by: Employee | None) -> bool:
    """Losing the deal does it, whoever loses it; there is no door of its own."""
    return True


def can_expire_quotes(by: Employee | None) -> bool:
    """The clock, or a head who does not want to wait for it."""
    return by is None or by.has(*HEADS)
