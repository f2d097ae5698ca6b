"""«My settings»: how one is called and reached, in which language he reads, what he is told of."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from okno.ground.journal.changes import last_changes
from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.edits import edit
from okno.ground.ui.toasts import toast
from okno.team.people.actions.change_profile import change_profile
from okno.team.people.actions.choose_notices import choose_notices
from okno.team.people.forms import ProfileForm
from okno.team.people.models import Employee
from okno.team.people.permissions import can_change_profile
from okno.team.people.topics import TOPICS, Channel, choices_of


@signed_in
def settings(request: StaffRequest) -> HttpResponse:
    chosen = choices_of(request.employee)
    topics = [
        {"code": code, "label": label, "brings": brings, **chosen[code]}
        for code, (label, brings) in TOPICS.items()
    ]
    return _profile(request, request.employee, "people/settings.html", {"topics": topics}, "people:settings")


@signed_in
def change_profile_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Change the same details on a page of their own: a head corrects a colleague's."""
    thing = get_visible_or_404(Employee.objects, request, pk)
    allow(can_change_profile(request.actor, thing))
    return _profile(request, thing, "people/change_profile.html", {"employee": thing}, "")


def _profile(
    request: StaffRequest, thing: Employee, template: str, context: dict[str, Any], back: str
) -> HttpResponse:
    def act(**fields: Any) -> Any:
        change_profile(employee=thing, by=request.actor, at=timezone.now(), **fields)
        return reverse(back) if back else thing

    return edit(request, ProfileForm, thing, act, template=template, context=context, history=last_changes)


@require_POST
@signed_in
def choose_notices_view(request: StaffRequest) -> HttpResponse:
    """Choose the notices; a box that is not ticked is not sent, so what is missing is a no."""
    chosen = {
        topic: {channel.value: f"{topic}-{channel.value}" in request.POST for channel in Channel}
        for topic in TOPICS
    }
    choose_notices(employee=request.employee, choices=chosen, by=request.actor, at=timezone.now())
    if not request.htmx:
        return redirect("people:settings")
    # Nothing on the page has changed but what he ticked himself.
    return toast(HttpResponse(status=204), _("Saved."))
