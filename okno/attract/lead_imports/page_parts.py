"""What the room adds to the list of leads: the button that loads a file."""

from typing import Any

from okno.attract.lead_imports.permissions import can_import_leads
from okno.ground.kernel.actors import actor_of
from okno.team.people.models import Employee


def leads_part(view: str, reader: Employee) -> dict[str, Any]:
    """Return whether the reader may load leads and history from a file."""
    return {"may_import": can_import_leads(actor_of(reader))}
