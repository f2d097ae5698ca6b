"""A client's stream, one entry of it, and its rewording for the client."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.journal.actions.reword_entry import reword_entry as reword
from okno.journal.forms import RewordForm
from okno.journal.models import Entry
from okno.journal.permissions import can_reword_entry
from okno.journal.stream import filters_of, stream_of, with_links
from okno.journal.views.companies import one_company
from okno.journal.wordings import ENTRY, first_words, of_entries, with_wordings
from okno.kernel.errors import Invalid, allow
from okno.ui.doors import StaffRequest, one_visible, signed_in
from okno.ui.submit import show_invalid, submit


@signed_in
def company_stream(request: StaffRequest, pk: int) -> HttpResponse:
    """Asked by a page: the next entries, or the whole stream anew when a filter was chosen."""
    company, asked = one_company(request, pk), request.GET
    after = asked.get("after", "")
    stream = stream_of(company, request.employee, after, **filters_of(asked))
    template = "journal/company_stream.html"
    if request.htmx and not request.htmx.history_restore_request:
        template = "journal/stream.html#entries" if after else "journal/stream.html"
    return render(request, template, {"company": company, "stream": stream})


@signed_in
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """One entry beside its wordings, or a wording beside what it was made of."""
    thing = one_visible(Entry.objects.select_related("by", "company"), request, pk)
    if request.htmx and request.htmx.target == f"entry-{pk}":
        return _line(request, thing)
    first = thing.subject_id if thing.subject_kind == ENTRY and thing.to_client else thing.pk
    ids = [first, *(wording.pk for wording in of_entries([first])[first])]
    related = Entry.objects.visible_to(request.employee).filter(pk__in=ids).select_related("by", "company")
    context = {"entry": thing, "company": thing.company, "entries": _shown(request, list(related))}
    return render(request, "journal/entry.html", context)


@signed_in
def reword_entry(request: StaffRequest, pk: int) -> HttpResponse:
    thing = one_visible(Entry.objects.select_related("by", "company"), request, pk)
    allow(can_reword_entry(request.employee, thing))
    auto_id = f"id_reword_{pk}_%s"
    form = RewordForm(request.POST or None, initial={"text": first_words(thing)}, auto_id=auto_id)
    in_place = request.htmx and request.htmx.target == f"entry-{pk}"

    def act(text: str) -> Entry:
        return reword(entry=thing, text=text, by=request.employee, at=timezone.now())

    if not in_place:
        context = {"entry": thing, "company": thing.company}
        return submit(request, form, act, template="journal/reword_entry.html", context=context)
    form.fields["text"].widget.attrs["autofocus"] = True
    if request.method == "POST" and form.is_valid():
        try:
            return _line(request, thing, fresh=_shown(request, [act(**form.cleaned_data)])[0])
        except Invalid as error:
            show_invalid(form, error)
    return _line(request, thing, form=form, status=422 if form.is_bound else 200)


def _shown(request: StaffRequest, entries: list[Entry]) -> list[Entry]:
    return with_wordings(with_links(entries, request.employee), request.employee)


def _line(request: StaffRequest, thing: Entry, status: int = 200, **context: Any) -> HttpResponse:
    """The entry's own line of a stream; `form` is open in it, `fresh` is put on top of the stream."""
    context |= {"entry": _shown(request, [thing])[0], "company": thing.company}
    return render(request, "journal/line_alone.html", context, status=status)
