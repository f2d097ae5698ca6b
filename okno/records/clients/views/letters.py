"""The page of a letter to a client's contacts."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404, signed_in
from okno.ground.ui.submit import submit
from okno.records.clients.actions.send_letter import send_letter
from okno.records.clients.forms.reach import LetterForm
from okno.records.clients.models import Company
from okno.records.clients.permissions import can_send_letter


@signed_in
def send_letter_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form of a letter and send it."""
    company = get_visible_or_404(Company.objects, request, pk)
    allow(can_send_letter(request.actor, company))

    def act(**fields: Any) -> Company:
        send_letter(company=company, by=request.actor, at=timezone.now(), **fields)
        return company

    form = LetterForm(request.POST or None, company=company)
    context = {"company": company, "has_people": form.has_people, "answer_to": request.employee.email}
    return submit(request, form, act, template="clients/send_letter.html", context=context)
