"""An engineer refuses what cannot be delivered, and says why (Q4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.quotes.drafts import record_line
from okno.attract.quotes.events import FeasibilityRefused
from okno.attract.quotes.models import Feasibility
from okno.attract.quotes.permissions import can_refuse_feasibility
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.moves import move


@action
def refuse_feasibility(*, feasibility: Feasibility, note: str, by: Actor, at: datetime) -> Feasibility:
    """Answer that the line cannot be delivered. Raises Invalid without a note that says why."""
    allow(can_refuse_feasibility(by))
    if not note.strip():
        raise Invalid(note=_("Say why, so that the seller can offer something else."))
    move(
        feasibility,
        Feasibility.Status.REFUSED,
        basis=Feasibility.Basis.ENGINEER,
        note=note.strip(),
        answered_by=by.employee,
        answered_at=at,
    )
    record_line(FeasibilityRefused, feasibility.line, by=by, at=at, note=note.strip())
    return feasibility
