"""The company of a page. Clients lie above this room: their model is reached through an entry's field."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from okno.ground.journal.models import Entry
from okno.ground.ui.access import get_visible_or_404

if TYPE_CHECKING:
    from okno.records.clients.models import Company


def visible_company(request: HttpRequest, pk: int) -> "Company":
    """Return the company with this key; raises Http404 when the reader may not see it."""
    companies: Any = Entry._meta.get_field("company").related_model
    company: Company = get_visible_or_404(companies.objects, request, pk)
    return company


def contact_names(company: Any) -> list[str]:
    """Return the names of the company's contacts who have not left, as suggestions for «With whom»."""
    return list(company.contacts.filter(left_at__isnull=True).values_list("name", flat=True))
