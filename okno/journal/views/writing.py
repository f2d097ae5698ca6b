"""The writing line above a stream, and a call noted from a line of a list."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.journal.actions.write_note import write_note as write
from okno.journal.forms import NoteForm, QuickCallForm
from okno.journal.models import Entry
from okno.journal.stream import stream_of
from okno.journal.views.companies import one_company, people_of
from okno.kernel.errors import Invalid
from okno.ui.doors import StaffRequest, signed_in
from okno.ui.submit import go_to, show_invalid


@signed_in
def write_note(request: StaffRequest, pk: int) -> HttpResponse:
    """In the line of a page, on a page of its own, or from a list; `choose` only opens another kind."""
    company, by = one_company(request, pk), request.employee
    if request.method == "POST" and "quick" in request.POST:
        return _quick_call(request, company)
    in_place = bool(request.htmx) and request.htmx.target == "writing"
    context: dict[str, Any] = {"company": company, "known": people_of(company), "alone": not in_place}
    template = "journal/writing.html" if in_place else "journal/write_note.html"
    if request.method != "POST" or "choose" in request.POST:
        given = {
            name: value
            for name, value in (request.POST or request.GET).items()
            if name in NoteForm.base_fields
        }
        given["kind"] = request.POST.get("choose", given.get("kind", ""))
        form = NoteForm(initial=given, writer=by, opened=True)
        return render(request, template, {**context, "form": form})
    form = NoteForm(request.POST, writer=by)
    if not _save(request, form, company):
        return render(request, template, {**context, "form": form}, status=422)
    if not in_place:
        return go_to(request, company)
    filters = _filters_of_page(request)
    context |= {"form": NoteForm(writer=by), "stream": stream_of(company, by, **filters)}
    return render(request, "journal/written.html", context)


def _quick_call(request: StaffRequest, company: Any) -> HttpResponse:
    form = QuickCallForm(request.POST, auto_id=f"id_call_{company.pk}_%s")
    saved = _save(request, form, company, kind="call")
    context = {"company": company, "quick_call": form, "quick_saved": saved}
    return render(request, "journal/quick_call.html", context, status=200 if saved else 422)


def _save(request: StaffRequest, form: forms.Form, company: Any, **more: str) -> Entry | None:
    """What was written; None when the form tells what is wrong."""
    if form.is_valid():
        try:
            given = form.cleaned_data | more
            return write(company=company, by=request.employee, at=timezone.now(), **given)
        except Invalid as error:
            show_invalid(form, error)
    return None


def _filters_of_page(request: StaffRequest) -> dict[str, str]:
    """What the page that asks has in its address: the stream comes back as it was filtered."""
    asked = dict(parse_qsl(urlsplit(request.htmx.current_url or "").query))
    return {name: asked[name] for name in ("topic", "internal") if name in asked}
