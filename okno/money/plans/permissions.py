"""Permissions on sales plans and the forecast."""

from okno.ground.kernel.actors import Actor
from okno.team.people.permissions import HEADS


def can_set_sales_plan(by: Actor) -> bool:
    """Return whether they are a head."""
    return by.has(*HEADS)


can_set_sales_plans = can_copy_sales_plans = can_withdraw_sales_plan = can_set_sales_plan


def can_take_forecast(by: Actor) -> bool:
    """Return whether this is the clock, or a head who does not wait for it."""
    return by.is_machine or by.has(*HEADS)
