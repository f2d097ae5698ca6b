"""When promises that are late are raised: one form for heads."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, signed_in
from okno.promises.actions.set_ladder import set_ladder as change
from okno.promises.forms import LadderForm
from okno.promises.ladder import steps
from okno.promises.permissions import can_set_ladder
from okno.ui.submit import submit


@signed_in
def set_ladder(request: StaffRequest) -> HttpResponse:
    allow(can_set_ladder(request.employee))
    now = steps()
    form = LadderForm(
        request.POST or None, initial={name: getattr(now, name) for name in LadderForm.base_fields}
    )

    def act(**given: Any) -> str:
        change(by=request.employee, at=timezone.now(), **given)
        return "promises:promises"

    return submit(request, form, act, template="promises/set_ladder.html")
