"""Who may begin a company, and who may end the demo."""

from okno.ground.kernel.actors import Actor
from okno.team.people.models import Role


def can_remove_demo(by: Actor) -> bool:
    return by.has(Role.OWNER)
