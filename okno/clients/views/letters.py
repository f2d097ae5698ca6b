"""A letter from a client's page."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from okno.clients.actions.send_letter import send_letter as send
from okno.clients.forms_reach import LetterForm
from okno.clients.models import Company
from okno.clients.permissions import can_send_letter
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible, signed_in
from okno.ui.submit import submit


@signed_in
def send_letter(request: StaffRequest, pk: int) -> HttpResponse:
    company = one_visible(Company.objects, request, pk)
    allow(can_send_letter(request.employee, company))

    def act(**given: Any) -> Company:
        send(company=company, by=request.employee, at=timezone.now(), **given)
        return company

    form = LetterForm(request.POST or None, company=company)
    context = {"company": company, "has_people": form.has_people, "answer_to": request.employee.email}
    return submit(request, form, act, template="clients/send_letter.html", context=context)
