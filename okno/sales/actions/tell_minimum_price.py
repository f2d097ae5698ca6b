"""The client is told from what price we begin, early, so that it is no surprise (L3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.models import Employee
from okno.sales.models import Deal, Lead
from okno.sales.permissions import can_tell_minimum_price
from okno.sales.prices import record_told
from okno.sales.qualification import LARGEST


@action
def tell_minimum_price(
    *, lead: Lead, told_minor: int, whom: str = "", by: Employee | None, at: datetime
) -> Lead:
    """Before the qualification or after it, while the lead or its deal is in work; the last told counts.

    `whom`: to whom it was said; empty is the contact person. What was told before stays in the journal.
    """
    allow(can_tell_minimum_price(by, lead))
    if not 0 < told_minor <= LARGEST:
        raise Invalid(told_minor=_("Tell a price above zero."))
    deal = Deal.objects.filter(lead=lead).first()
    if lead.imported or not (lead.is_new or (deal and deal.is_open)):
        raise Conflict(_("The lead is closed: there is nobody to tell a price to."))
    Lead.objects.filter(pk=lead.pk).update(minimum_price_told_minor=told_minor)
    lead.minimum_price_told_minor = told_minor
    record_told(lead, whom, by=by, at=at)
    return lead
