"""What is done with one promise: from its page, or in its line of a list, which then replaces itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from okno.kernel.clock import local_date
from okno.kernel.errors import Invalid, allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.people.models import Employee
from okno.promises import forms
from okno.promises.actions.hand_over_promise import hand_over_promise as hand_over
from okno.promises.actions.keep_promise import keep_promise as keep
from okno.promises.actions.move_promise import move_promise as move
from okno.promises.actions.name_cause import name_cause as name
from okno.promises.actions.reopen_promise import reopen_promise as reopen
from okno.promises.actions.withdraw_promise import withdraw_promise as withdraw
from okno.promises.models import Promise
from okno.promises.permissions import (
    can_hand_over_promise,
    can_keep_promise,
    can_move_promise,
    can_name_cause,
    can_withdraw_promise,
)
from okno.ui.submit import go_to, show_invalid
from okno.ui.toasts import toast


@dataclass(frozen=True)
class Verb:
    """What a verb asks, who may, what it calls and what is said afterwards."""

    form: type[forms.VerbForm]
    may: Callable[[Employee | None, Promise, date], bool]
    act: Callable[..., Promise]
    said: str | Lazy
    title: str | Lazy
    button: str | Lazy
    template: str = "promises/line.html"


VERBS = {
    "keep_promise": Verb(forms.KeepForm, can_keep_promise, keep, _("Kept"), _("Keep the promise"), _("Kept")),
    "move_promise": Verb(
        forms.MoveForm, can_move_promise, move, _("The date is moved"), _("Move the promise"), _("Move")
    ),
    "hand_over_promise": Verb(
        forms.HandOverForm,
        can_hand_over_promise,
        hand_over,
        _("Handed over"),
        _("Hand the promise over"),
        _("Hand over"),
    ),
    "withdraw_promise": Verb(
        forms.WithdrawForm,
        can_withdraw_promise,
        withdraw,
        _("Withdrawn"),
        _("Withdraw the promise"),
        _("Withdraw"),
    ),
    "name_cause": Verb(
        forms.CauseForm,
        can_name_cause,
        name,
        _("Cause named"),
        _("Name the cause"),
        _("Name the cause"),
        template="promises/slip.html",
    ),
}


@signed_in
def line(request: StaffRequest, pk: int) -> HttpResponse:
    """One promise as it stands in a list; `?do=` opens the form of a verb in it."""
    thing = one_visible(Promise.objects.for_lines(), request, pk)
    do = request.GET.get("do", "")
    verb = VERBS.get(do)
    if verb is None:
        template = VERBS["name_cause"].template if "slip" in request.GET else "promises/line.html"
        return _line(request, template, thing)
    allow(verb.may(request.employee, thing, local_date(timezone.now())))
    return _line(request, verb.template, thing, do=do, verb=verb, verb_form=verb.form(thing))


@signed_in
def act(request: StaffRequest, pk: int, do: str) -> HttpResponse:
    """The form of one verb (GET), or the verb itself (POST); what is wrong is shown beside the fields."""
    verb, at = VERBS[do], timezone.now()
    thing = one_visible(Promise.objects.for_lines(), request, pk)
    allow(verb.may(request.employee, thing, local_date(at)))
    is_post = request.method == "POST"
    form = verb.form(thing, request.POST if is_post else None)
    if not form.fields and not is_post:
        return HttpResponseNotAllowed(["POST"])
    if is_post and form.is_valid():
        try:
            return _done(
                request, verb, verb.act(promise=thing, by=request.employee, at=at, **form.cleaned_data)
            )
        except Invalid as error:
            show_invalid(form, error)
    shown: dict[str, Any] = {"do": do, "verb": verb, "verb_form": form}
    if is_post and _in_line(request):
        return _line(request, verb.template, thing, status=422, **shown)
    context = {"promise": thing, "next": request.POST.get("next") or request.GET.get("next", ""), **shown}
    return render(request, "promises/verb.html", context, status=422 if is_post else 200)


@require_POST
@signed_in
def reopen_promise(request: StaffRequest, pk: int) -> HttpResponse:
    thing = reopen(promise=one_visible(Promise.objects, request, pk), by=request.employee, at=timezone.now())
    seen = request.htmx.current_url_abs_path if request.htmx else ""
    return HttpResponseRedirect(_back(request) or _safe(seen) or resolve_url(thing))


def _done(request: StaffRequest, verb: Verb, thing: Promise) -> HttpResponse:
    if _in_line(request):
        answer = _line(request, verb.template, thing)
        undo = resolve_url("promises:reopen_promise", pk=thing.pk) if verb.act is keep else ""
        return toast(answer, str(verb.said), undo=undo)
    back = _back(request)
    if verb.act is keep:
        return HttpResponseRedirect(back or resolve_url(thing.company or thing))
    return go_to(request, back or thing)


def _line(
    request: StaffRequest, template: str, thing: Promise, status: int = 200, **shown: Any
) -> HttpResponse:
    """The focus goes to what is wrong, to the first field, or back to the line itself."""
    form = shown.get("verb_form")
    if form is not None:
        shown["address"] = resolve_url(f"promises:{shown['do']}", pk=thing.pk)
        wrong = next((field for field in form if field.errors), form.visible_fields()[0])
        wrong.field.widget.attrs["autofocus"] = True
    return render(request, template, {"promise": thing, "is_alone": True, **shown}, status=status)


def _in_line(request: StaffRequest) -> bool:
    return bool(request.htmx) and "line" in request.POST


def _back(request: StaffRequest) -> str:
    return _safe(request.POST.get("next") or request.GET.get("next", ""))


def _safe(address: str | None) -> str:
    return address if address and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""
