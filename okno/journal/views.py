"""Pages of the journal: a client's stream and its writing line."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from okno.journal.actions.write_note import write_note as write
from okno.journal.forms import NoteForm
from okno.journal.models import Entry
from okno.journal.stream import stream_of
from okno.ui.doors import StaffRequest, one_visible, signed_in
from okno.ui.submit import submit

if TYPE_CHECKING:
    from okno.clients.models import Company


def _company(request: StaffRequest, pk: int) -> "Company":
    # Clients lie above this room: its model is met through the entry that points at it.
    companies: Any = Entry._meta.get_field("company").related_model
    company: Company = one_visible(companies.objects, request, pk)
    return company


@signed_in
def company_stream(request: StaffRequest, pk: int) -> HttpResponse:
    company = _company(request, pk)
    stream = stream_of(company, request.employee, request.GET.get("after", ""))
    template = "journal/stream.html#entries" if request.htmx else "journal/company_stream.html"
    return render(request, template, {"company": company, "stream": stream})


@signed_in
def write_note(request: StaffRequest, pk: int) -> HttpResponse:
    company = _company(request, pk)
    form = NoteForm(request.POST or None, writer=request.employee)

    def act(**given: Any) -> "Company":
        write(company=company, by=request.employee, at=timezone.now(), **given)
        return company

    return submit(request, form, act, template="journal/write_note.html", context={"company": company})
