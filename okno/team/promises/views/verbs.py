"""Actions on one promise: from its page, or in its line of a list, which then replaces itself."""

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

from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import go_to, show_invalid
from okno.ground.ui.toasts import toast
from okno.team.promises import forms
from okno.team.promises.actions.hand_over_promise import hand_over_promise
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.move_promise import move_promise
from okno.team.promises.actions.name_cause import name_cause
from okno.team.promises.actions.reopen_promise import reopen_promise
from okno.team.promises.actions.withdraw_promise import withdraw_promise
from okno.team.promises.models import Promise
from okno.team.promises.permissions import (
    can_hand_over_promise,
    can_keep_promise,
    can_move_promise,
    can_name_cause,
    can_withdraw_promise,
)


@dataclass(frozen=True)
class Verb:
    """One action on a promise: its form, permission, function, and its texts."""

    form: type[forms.VerbForm]
    may: Callable[[Actor, Promise, date], bool]
    act: Callable[..., Promise]
    done_text: str | Lazy
    title: str | Lazy
    button: str | Lazy
    template: str = "promises/line.html"


VERBS = {
    "keep_promise": Verb(
        forms.KeepForm, can_keep_promise, keep_promise, _("Kept"), _("Keep the promise"), _("Kept")
    ),
    "move_promise": Verb(
        forms.MoveForm,
        can_move_promise,
        move_promise,
        _("The date is moved"),
        _("Move the promise"),
        _("Reschedule"),
    ),
    "hand_over_promise": Verb(
        forms.HandOverForm,
        can_hand_over_promise,
        hand_over_promise,
        _("Reassigned"),
        _("Hand the promise over"),
        _("Reassign"),
    ),
    "withdraw_promise": Verb(
        forms.WithdrawForm,
        can_withdraw_promise,
        withdraw_promise,
        _("Withdrawn"),
        _("Withdraw the promise"),
        _("Withdraw"),
    ),
    "name_cause": Verb(
        forms.CauseForm,
        can_name_cause,
        name_cause,
        _("Cause named"),
        _("Name the cause"),
        _("Name the cause"),
        template="promises/slip.html",
    ),
}


@signed_in
def line(request: StaffRequest, pk: int) -> HttpResponse:
    """Render one promise as it stands in a list; `?do=` opens the form of an action in it."""
    promise = get_visible_or_404(Promise.objects.for_lines(), request, pk)
    do = request.GET.get("do", "")
    verb = VERBS.get(do)
    if verb is None:
        template = VERBS["name_cause"].template if "slip" in request.GET else "promises/line.html"
        return _line(request, template, promise)
    allow(verb.may(request.actor, promise, local_date(timezone.now())))
    return _line(request, verb.template, promise, do=do, verb=verb, verb_form=verb.form(promise))


@signed_in
def act(request: StaffRequest, pk: int, do: str) -> HttpResponse:
    """Show the form of an action (GET) or carry it out (POST); errors stand beside the fields, with 422."""
    verb, at = VERBS[do], timezone.now()
    promise = get_visible_or_404(Promise.objects.for_lines(), request, pk)
    allow(verb.may(request.actor, promise, local_date(at)))
    is_post = request.method == "POST"
    form = verb.form(promise, request.POST if is_post else None)
    if not form.fields and not is_post:
        return HttpResponseNotAllowed(["POST"])
    if is_post and form.is_valid():
        try:
            return _done(
                request, verb, verb.act(promise=promise, by=request.actor, at=at, **form.cleaned_data)
            )
        except Invalid as error:
            show_invalid(form, error)
    opened: dict[str, Any] = {"do": do, "verb": verb, "verb_form": form}
    if is_post and _in_line(request):
        return _line(request, verb.template, promise, status=422, **opened)
    context = {"promise": promise, "next": request.POST.get("next") or request.GET.get("next", ""), **opened}
    return render(request, "promises/verb.html", context, status=422 if is_post else 200)


@require_POST
@signed_in
def reopen_promise_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Reopen the promise and return to the page where the button was."""
    promise = reopen_promise(
        promise=get_visible_or_404(Promise.objects, request, pk), by=request.actor, at=timezone.now()
    )
    current = request.htmx.current_url_abs_path if request.htmx else ""
    return HttpResponseRedirect(_back(request) or _safe(current) or resolve_url(promise))


def _done(request: StaffRequest, verb: Verb, promise: Promise) -> HttpResponse:
    """Answer after an action: the line with a message, or a redirect to the page it came from."""
    if _in_line(request):
        answer = _line(request, verb.template, promise)
        undo = resolve_url("promises:reopen_promise", pk=promise.pk) if verb.act is keep_promise else ""
        return toast(answer, str(verb.done_text), undo=undo)
    back = _back(request)
    if verb.act is keep_promise:
        return HttpResponseRedirect(back or resolve_url(promise.company or promise))
    return go_to(request, back or promise)


def _line(
    request: StaffRequest, template: str, promise: Promise, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a line; the focus goes to the first error, the first field, or back to the line itself."""
    form = context.get("verb_form")
    if form is not None:
        context["address"] = resolve_url(f"promises:{context['do']}", pk=promise.pk)
        wrong = next((field for field in form if field.errors), form.visible_fields()[0])
        wrong.field.widget.attrs["autofocus"] = True
    return render(request, template, {"promise": promise, "is_alone": True, **context}, status=status)


def _in_line(request: StaffRequest) -> bool:
    """Return whether the form was sent from a line of a list."""
    return bool(request.htmx) and "line" in request.POST


def _back(request: StaffRequest) -> str:
    """Return the safe address to return to; empty when there is none."""
    return _safe(request.POST.get("next") or request.GET.get("next", ""))


def _safe(address: str | None) -> str:
    """Return the address if it is one of this site; else an empty text."""
    return address if address and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""
