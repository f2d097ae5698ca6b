"""Pages of the beginning: the first steps, our own legal entity, the end of the demo."""

from typing import Any

from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.submit import submit
from okno.team.people.models import Employee
from okno.top.demo.actions.remove_demo import remove_demo
from okno.top.demo.forms import NewHouseForm
from okno.top.demo.mark import is_demo_house, what_would_go
from okno.top.demo.permissions import can_remove_demo

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@signed_in
def remove_demo_view(request: StaffRequest) -> HttpResponse:
    """Says exactly what goes away, asks who stays, and leaves an empty house."""
    allow(can_remove_demo(request.actor))
    if not is_demo_house():
        raise Http404

    def act(**fields: Any) -> str:
        owner: Employee = remove_demo(by=request.actor, at=timezone.now(), **fields)
        # His old session went with the rest; whoever else was signed in is signed out.
        login(request, owner.user, backend=BACKEND)
        return resolve_url("config:first_steps")

    form = NewHouseForm(request.POST or None)
    context = {"counts": what_would_go()}
    return submit(request, form, act, template="demo/remove_demo.html", context=context)
