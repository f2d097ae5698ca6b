"""A page with a form about one company."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from okno.ground.kernel.errors import allow
from okno.ground.ui.access import StaffRequest, get_visible_or_404
from okno.ground.ui.submit import submit
from okno.records.clients.models import Company


def on_company(request: StaffRequest, pk: int, form: Any, verb: Any, template: str, may: Any) -> HttpResponse:
    """Show a form about one company and call `verb` with its fields; raise Forbidden unless `may` permits."""
    company = get_visible_or_404(Company.objects, request, pk)
    allow(may(request.actor, company))

    def act(**fields: Any) -> Company:
        verb(company=company, by=request.actor, at=timezone.now(), **fields)
        return company

    return submit(request, form, act, template=template, context={"company": company})
