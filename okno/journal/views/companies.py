"""The company of a page. Clients lie above this room: their model is met through an entry's field."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from okno.journal.models import Entry
from okno.ui.doors import one_visible

if TYPE_CHECKING:
    from okno.clients.models import Company


def one_company(request: HttpRequest, pk: int) -> "Company":
    companies: Any = Entry._meta.get_field("company").related_model
    company: Company = one_visible(companies.objects, request, pk)
    return company


def people_of(company: Any) -> list[str]:
    """Whom one may have spoken to there; not those who left."""
    return list(company.contacts.filter(left_at__isnull=True).values_list("name", flat=True))
