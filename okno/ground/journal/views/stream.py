"""The pages of a client's stream, of one entry, and of its rewording for the client."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.ground.journal.actions.reword_entry import reword_entry
from okno.ground.journal.client_wording import ENTRY, suggested_wording, with_wordings, wordings_by_entry
from okno.ground.journal.forms import RewordForm
from okno.ground.journal.models import Entry
from okno.ground.journal.permissions import can_reword_entry
from okno.ground.journal.timeline import filters_of, stream_of, with_links
from okno.ground.journal.views.companies import visible_company
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import show_invalid, submit


@signed_in
def company_stream(request: StaffRequest, pk: int) -> HttpResponse:
    """Render the client's stream; for a page that loads more or filters, only the part that it replaces."""
    company, query = visible_company(request, pk), request.GET
    after = query.get("after", "")
    stream = stream_of(company, request.employee, after, **filters_of(query))
    template = "journal/company_stream.html"
    if request.htmx and not request.htmx.history_restore_request:
        template = "journal/stream.html#entries" if after else "journal/stream.html"
    return render(request, template, {"company": company, "stream": stream})


@signed_in
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """Render an entry with its wordings, or a wording with the internal entry that it words."""
    thing = get_visible_or_404(Entry.objects.select_related("by", "token", "company"), request, pk)
    if request.htmx and request.htmx.target == f"entry-{pk}":
        return _line(request, thing)
    first = thing.subject_id if thing.subject_kind == ENTRY and thing.to_client else thing.pk
    ids = [first, *(wording.pk for wording in wordings_by_entry([first])[first])]
    related = (
        Entry.objects.visible_to(request.employee).filter(pk__in=ids).select_related("by", "token", "company")
    )
    context = {"entry": thing, "company": thing.company, "entries": _decorated(request, list(related))}
    return render(request, "journal/entry.html", context)


@signed_in
def reword_entry_view(request: StaffRequest, pk: int) -> HttpResponse:
    thing = get_visible_or_404(Entry.objects.select_related("by", "token", "company"), request, pk)
    allow(can_reword_entry(request.actor, thing))
    auto_id = f"id_reword_{pk}_%s"
    form = RewordForm(request.POST or None, initial={"text": suggested_wording(thing)}, auto_id=auto_id)
    in_place = request.htmx and request.htmx.target == f"entry-{pk}"

    def act(text: str) -> Entry:
        return reword_entry(entry=thing, text=text, by=request.actor, at=timezone.now())

    if not in_place:
        context = {"entry": thing, "company": thing.company}
        return submit(request, form, act, template="journal/reword_entry.html", context=context)
    form.fields["text"].widget.attrs["autofocus"] = True
    if request.method == "POST" and form.is_valid():
        try:
            return _line(request, thing, fresh=_decorated(request, [act(**form.cleaned_data)])[0])
        except Invalid as error:
            show_invalid(form, error)
    return _line(request, thing, form=form, status=422 if form.is_bound else 200)


def _decorated(request: StaffRequest, entries: list[Entry]) -> list[Entry]:
    return with_wordings(with_links(entries, request.employee), request.employee)


def _line(request: StaffRequest, thing: Entry, status: int = 200, **context: Any) -> HttpResponse:
    """Render the entry's line of a stream; `form` is opened in it, `fresh` is the new entry put on top."""
    context |= {"entry": _decorated(request, [thing])[0], "company": thing.company}
    return render(request, "journal/line_alone.html", context, status=status)
