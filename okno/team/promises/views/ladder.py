"""The page of the settings of escalation, for heads."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.submit import submit
from okno.team.promises.actions.set_ladder import set_ladder
from okno.team.promises.forms import LadderForm
from okno.team.promises.ladder import steps
from okno.team.promises.permissions import can_set_ladder


@signed_in
def set_ladder_view(request: StaffRequest) -> HttpResponse:
    """Show the form of the settings and save it."""
    allow(can_set_ladder(request.actor))
    current = steps()
    form = LadderForm(
        request.POST or None, initial={name: getattr(current, name) for name in LadderForm.base_fields}
    )

    def act(**fields: Any) -> str:
        set_ladder(by=request.actor, at=timezone.now(), **fields)
        return "promises:promises"

    return submit(request, form, act, template="promises/set_ladder.html")
