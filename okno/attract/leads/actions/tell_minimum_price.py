"""The minimum price told to a client early, so that it is no surprise (L3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.leads.models import Lead
from okno.attract.leads.permissions import can_tell_minimum_price
from okno.attract.leads.prices import record_minimum_price
from okno.attract.leads.qualification import LARGEST
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Invalid, allow


@action
def tell_minimum_price(*, lead: Lead, told_minor: int, whom: str = "", by: Actor, at: datetime) -> Lead:
    """Record the minimum price that the client was told, in minor units a month, and return the lead.

    `whom` is the person who heard it, the lead's contact when empty. The last price counts, earlier ones stay
    in the journal. Raises Invalid for a price out of bounds, Conflict when neither the lead nor its deal is
    in work.
    """
    allow(can_tell_minimum_price(by, lead))
    if not 0 < told_minor <= LARGEST:
        raise Invalid(told_minor=_("Tell a price above zero."))
    fresh = Lead.objects.select_related("deal").get(pk=lead.pk)
    if fresh.imported or not fresh.is_in_work:
        raise Conflict(_("The lead is closed: there is nobody to tell a price to."))
    Lead.objects.filter(pk=lead.pk).update(minimum_price_told_minor=told_minor)
    lead.minimum_price_told_minor = told_minor
    record_minimum_price(lead, whom, by=by, at=at)
    return lead
