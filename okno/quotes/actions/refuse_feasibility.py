"""An engineer's word that it cannot be delivered, and why (Q4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.quotes.drafts import record_line
from okno.quotes.events import FeasibilityRefused
from okno.quotes.models import Feasibility
from okno.quotes.permissions import can_answer_feasibility


@action
def refuse_feasibility(
    *, feasibility: Feasibility, note: str, by: Employee | None, at: datetime
) -> Feasibility:
    allow(can_answer_feasibility(by))
    if not note.strip():
        raise Invalid(note=_("Say why, so that the seller can offer something else."))
    move(
        feasibility,
        Feasibility.Status.REFUSED,
        basis=Feasibility.Basis.ENGINEER,
        note=note.strip(),
        answered_by=by,
        answered_at=at,
    )
    record_line(FeasibilityRefused, feasibility.line, by=by, at=at, note=note.strip())
    return feasibility
