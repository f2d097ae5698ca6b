"""«My settings»: how one is called and reached, in which language he reads, what he is told of."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from okno.journal.changes import last_changes
from okno.kernel.errors import allow
from okno.people.actions.change_profile import change_profile as change
from okno.people.actions.choose_notices import choose_notices as choose
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.forms import ProfileForm
from okno.people.models import Employee
from okno.people.permissions import can_change_profile
from okno.people.topics import TOPICS, Channel, choices_of
from okno.ui.edits import edit
from okno.ui.toasts import toast


@signed_in
def settings(request: StaffRequest) -> HttpResponse:
    chosen = choices_of(request.employee)
    topics = [
        {"code": code, "label": label, "brings": brings, **chosen[code]}
        for code, (label, brings) in TOPICS.items()
    ]
    return _profile(request, request.employee, "people/settings.html", {"topics": topics}, "people:settings")


@signed_in
def change_profile(request: StaffRequest, pk: int) -> HttpResponse:
    """The same details on a page of their own: a head mends a colleague's."""
    thing = one_visible(Employee.objects, request, pk)
    allow(can_change_profile(request.employee, thing))
    return _profile(request, thing, "people/change_profile.html", {"employee": thing}, "")


def _profile(
    request: StaffRequest, thing: Employee, template: str, context: dict[str, Any], back: str
) -> HttpResponse:
    def act(**given: Any) -> Any:
        change(employee=thing, by=request.employee, at=timezone.now(), **given)
        return reverse(back) if back else thing

    return edit(request, ProfileForm, thing, act, template=template, context=context, told=last_changes)


@require_POST
@signed_in
def choose_notices(request: StaffRequest) -> HttpResponse:
    """A box that is not ticked is not sent: what is missing is a no."""
    chosen = {
        topic: {channel.value: f"{topic}-{channel.value}" in request.POST for channel in Channel}
        for topic in TOPICS
    }
    choose(employee=request.employee, choices=chosen, by=request.employee, at=timezone.now())
    if not request.htmx:
        return redirect("people:settings")
    # Nothing on the page has changed but what he ticked himself.
    return toast(HttpResponse(status=204), _("Saved."))
