"""A page with a form that calls one action."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url

from okno.ground.kernel.errors import Invalid


def submit(
    request: HttpRequest,
    form: BaseForm | type[BaseForm],
    act: Callable[..., Any],
    *,
    template: str,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the form (GET), or call `act(**cleaned_data)` (POST) and go to the page of what it returned.

    `form` is a class or a form that may already be bound. `act` returns a thing with `get_absolute_url()`,
    or an address. What is wrong, by the form or by the action's Invalid, is shown beside the fields with
    422, and nothing typed is lost. Other errors of the action are answered by the middleware.
    """
    bound = form() if isinstance(form, type) else form
    if request.method != "POST":
        return render(request, template, {**(context or {}), "form": bound})
    if not bound.is_bound:
        bound.data, bound.files, bound.is_bound = request.POST, request.FILES, True
    if bound.is_valid():
        try:
            return go_to(request, act(**bound.cleaned_data))
        except Invalid as error:
            show_invalid(bound, error)
    return render(request, template, {**(context or {}), "form": bound}, status=422)


def go_to(request: HttpRequest, thing: Any) -> HttpResponse:
    """Redirect to the thing's page; htmx is told to load it whole."""
    address = resolve_url(thing)
    if request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true":
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def show_invalid(form: BaseForm, error: Invalid) -> None:
    """Put the action's words on the fields they speak of; what has no field goes on top."""
    for name, sentence in error.fields.items():
        form.add_error(name if name in form.fields else None, str(sentence))
    if not error.fields:
        form.add_error(None, str(error.reason))
