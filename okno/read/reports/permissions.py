"""Permissions to read reports."""

from okno.attract.leads.queries import SEE_ALL, SEE_OWN
from okno.ground.kernel.actors import Actor
from okno.team.people.models import Role
from okno.team.people.permissions import HEADS, TECHNICIANS


def can_see_volumes(by: Actor) -> bool:
    """Allow engineers, who will deliver, and heads; the report has no price and no client (guard 8)."""
    return by.has(*TECHNICIANS, *HEADS)


def can_see_advisor(by: Actor) -> bool:
    """Allow heads, who hire, and marketers, who bring the flow."""
    return by.has(*HEADS, Role.MARKETER)


def can_read_sales_figures(by: Actor) -> bool:
    """Allow heads, the marketer and assistants for all, a seller for their own."""
    return by.has(*SEE_ALL, *SEE_OWN)
