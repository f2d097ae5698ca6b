"""A page with a form about one company."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from okno.clients.models import Company
from okno.kernel.errors import allow
from okno.people.doors import StaffRequest, one_visible
from okno.ui.submit import submit


def on_company(request: StaffRequest, pk: int, form: Any, verb: Any, template: str, may: Any) -> HttpResponse:
    """A page with a form about one company: `verb` takes it with what was typed."""
    thing = one_visible(Company.objects, request, pk)
    allow(may(request.employee, thing))

    def act(**given: Any) -> Company:
        verb(company=thing, by=request.employee, at=timezone.now(), **given)
        return thing

    return submit(request, form, act, template=template, context={"company": thing})
