"""Who may have the day's letters written, and who says what he has seen."""

from okno.people.models import Employee, Role
from okno.people.permissions import HEADS, TECHNICIANS
from okno.sales.queries import SEE_ALL, SEE_OWN


def can_post_digest(by: Employee | None, employee: Employee) -> bool:
    """The clock, a head, and everybody for himself."""
    return by is None or by == employee or by.has(*HEADS)


def can_mark_notices_seen(by: Employee | None) -> bool:
    return by is not None


def can_see_volumes(by: Employee | None) -> bool:
    """Who will have to deliver, and heads; no price and no client stands there (guard 8)."""
    return by is not None and by.has(*TECHNICIANS, *HEADS)


def can_see_advisor(by: Employee | None) -> bool:
    """Whom to hire is the heads' matter; who brings the flow may look."""
    return by is not None and by.has(*HEADS, Role.MARKETER)


def can_read_sales_figures(by: Employee | None) -> bool:
    """Losses, sources, the funnel: heads, the marketer and assistants of all, a seller of his own."""
    return by is not None and by.has(*SEE_ALL, *SEE_OWN)
