"""What the line of search finds among leads and deals."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from okno.kernel.text import fold
from okno.people.models import Employee
from okno.sales.models import Deal, Lead
from okno.ui.search import Found

MOST = 6


def search(user: Employee, text: str) -> list[Found]:
    """Leads in work by their company, deals by their title or company; the newest few of each."""
    sought = fold(text)
    if not sought:
        return []
    leads = Lead.objects.visible_to(user).filter(
        Q(company__search_text__contains=sought) | Q(external_id=text.strip()), imported=False
    )
    deals = Deal.objects.visible_to(user).filter(
        Q(search_text__contains=sought)
        | Q(company__search_text__contains=sought)
        | Q(lead__external_id=text.strip())
    )
    found = [
        Found(str(lead), str(lead.get_status_display()), lead.get_absolute_url(), "funnel", _("Leads"))
        for lead in leads.select_related("company")[:MOST]
    ]
    found += [
        Found(deal.title, str(deal.company or ""), deal.get_absolute_url(), "kanban", _("Deals"))
        for deal in deals.select_related("company").order_by("imported", "-opened_on", "-pk")[:MOST]
    ]
    return found
