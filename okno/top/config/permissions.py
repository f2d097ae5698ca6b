"""Who may begin a company, and who may end the demo."""

from okno.ground.kernel.actors import Actor
from okno.team.people.permissions import HEADS


def can_take_first_steps(by: Actor) -> bool:
    return by.is_machine or by.has(*HEADS)
