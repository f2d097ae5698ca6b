"""«My settings»: how one is called and reached, in which language he reads, what he is told of."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from okno.kernel.errors import Invalid
from okno.people.actions.change_profile import change_profile as change
from okno.people.actions.choose_notices import choose_notices as choose
from okno.people.doors import StaffRequest, signed_in
from okno.people.forms import ProfileForm
from okno.people.models import Employee
from okno.people.topics import TOPICS, Channel, choices_of
from okno.ui.submit import show_invalid


@signed_in
def settings(request: StaffRequest) -> HttpResponse:
    me = request.employee
    return _shown(request, ProfileForm(initial={one: getattr(me, one) for one in ProfileForm.base_fields}))


def _shown(request: StaffRequest, form: ProfileForm, status: int = 200) -> HttpResponse:
    chosen = choices_of(request.employee)
    topics = [
        {"code": code, "label": label, "brings": brings, **chosen[code]}
        for code, (label, brings) in TOPICS.items()
    ]
    return render(request, "people/settings.html", {"form": form, "topics": topics}, status=status)


@require_POST
@signed_in
def change_profile(request: StaffRequest) -> HttpResponse:
    form = ProfileForm(request.POST)
    if form.is_valid():
        try:
            _change(request.employee, **form.cleaned_data)
        except Invalid as error:
            show_invalid(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("people:settings")
    return _shown(request, form, 422)


def _change(me: Employee, **given: Any) -> None:
    change(employee=me, by=me, at=timezone.now(), **given)


@require_POST
@signed_in
def choose_notices(request: StaffRequest) -> HttpResponse:
    """A box that is not ticked is not sent: what is missing is a no."""
    chosen = {
        topic: {channel.value: f"{topic}-{channel.value}" in request.POST for channel in Channel}
        for topic in TOPICS
    }
    choose(employee=request.employee, choices=chosen, by=request.employee, at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("people:settings")
