"""The writing line above a stream, and a call noted from a line of a list."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.ground.journal.actions.write_note import write_note
from okno.ground.journal.forms import NoteForm, QuickCallForm
from okno.ground.journal.models import Entry
from okno.ground.journal.timeline import stream_of
from okno.ground.journal.views.companies import contact_names, visible_company
from okno.ground.kernel.errors import Invalid
from okno.ground.ui.access import StaffRequest, signed_in
from okno.ground.ui.submit import go_to, show_invalid


@signed_in
def write_note_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Render and save the form of a note: in the line of a page, on its own page, or from a list.

    `choose` saves nothing and opens the form of another kind with what was typed.
    """
    company, by = visible_company(request, pk), request.actor
    if request.method == "POST" and "quick" in request.POST:
        return _quick_call(request, company)
    in_place = bool(request.htmx) and request.htmx.target == "writing"
    names = contact_names(company)
    context: dict[str, Any] = {"company": company, "contact_names": names, "alone": not in_place}
    template = "journal/writing.html" if in_place else "journal/write_note.html"
    if request.method != "POST" or "choose" in request.POST:
        typed = (request.POST or request.GET).items()
        initial = {name: value for name, value in typed if name in NoteForm.base_fields}
        initial["kind"] = request.POST.get("choose", initial.get("kind", ""))
        form = NoteForm(initial=initial, writer=by.employee, opened=True)
        return render(request, template, {**context, "form": form})
    form = NoteForm(request.POST, writer=by.employee)
    if not _save(request, form, company):
        return render(request, template, {**context, "form": form}, status=422)
    if not in_place:
        return go_to(request, company)
    filters = _filters_of_page(request)
    context |= {"form": NoteForm(writer=by.employee), "stream": stream_of(company, by.employee, **filters)}
    return render(request, "journal/written.html", context)


def _quick_call(request: StaffRequest, company: Any) -> HttpResponse:
    form = QuickCallForm(request.POST, auto_id=f"id_call_{company.pk}_%s")
    saved = _save(request, form, company, kind="call")
    context = {"company": company, "quick_call": form, "quick_saved": saved}
    return render(request, "journal/quick_call.html", context, status=200 if saved else 422)


def _save(request: StaffRequest, form: forms.Form, company: Any, **more: str) -> Entry | None:
    """Return the written entry, or None when the form has errors, which it then shows."""
    if form.is_valid():
        try:
            fields = form.cleaned_data | more
            return write_note(company=company, by=request.actor, at=timezone.now(), **fields)
        except Invalid as error:
            show_invalid(form, error)
    return None


def _filters_of_page(request: StaffRequest) -> dict[str, str]:
    """Return the filters in the address of the page that sent the form, so that its stream stays filtered."""
    query = dict(parse_qsl(urlsplit(request.htmx.current_url or "").query))
    return {name: query[name] for name in ("topic", "internal") if name in query}
