"""What the line of search finds among leads and deals."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from okno.clients.models import Company
from okno.people.models import Employee
from okno.sales.models import Deal, Lead
from okno.ui.search import Found

MOST = 6


def search(user: Employee, text: str) -> list[Found]:
    """Leads in work by their company, deals by their title or company; the newest few of each."""
    leads = Lead.objects.visible_to(user).filter(
        Q(company__in=Company.objects.matching(text).values("pk")) | Q(external_id=text.strip()),
        imported=False,
    )
    deals = Deal.objects.visible_to(user).matching(text)
    found = [
        Found(str(lead), str(lead.get_status_display()), lead.get_absolute_url(), "funnel", _("Leads"))
        for lead in leads.select_related("company")[:MOST]
    ]
    found += [
        Found(deal.title, str(deal.company or ""), deal.get_absolute_url(), "kanban", _("Deals"))
        for deal in deals.select_related("company").order_by("imported", "-opened_on", "-pk")[:MOST]
    ]
    return found
