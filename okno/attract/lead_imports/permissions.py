"""Who may load leads and history from files."""

from okno.ground.kernel.actors import Actor
from okno.team.people.models import Role
from okno.team.people.permissions import HEADS


def can_import_leads(by: Actor) -> bool:
    """Return whether they bring the leads or are a head; the console of the company may, too."""
    return by.is_machine or by.has(Role.MARKETER, *HEADS)


can_upload_leads = can_import_leads


def can_map_agent(by: Actor) -> bool:
    return by.is_machine or by.has(*HEADS)
