"""A lost deal holds nothing: its sent quotes are closed and what was held for any of them is free."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.attract.deals.events import DealLost
from okno.attract.deals.models import Deal
from okno.attract.quotes.actions.decline_quote import decline_quote
from okno.attract.quotes.drafts import free_line
from okno.attract.quotes.models import Quote
from okno.attract.quotes.permissions import can_close_quotes_of_lost_deal
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor, reaction_to
from okno.ground.kernel.errors import Conflict, allow


@action
def close_quotes_of_lost_deal(*, deal: Deal, by: Actor, at: datetime) -> list[Quote]:
    """Decline the quotes of a lost deal that were with the client, and return them.

    A reopened deal starts from a new version. An accepted quote stays so, but its capacity is free for
    others: signing holds it anew or is refused.
    """
    allow(can_close_quotes_of_lost_deal(by))
    if deal.status != Deal.Status.LOST:
        raise Conflict(_("The deal is still open: its quotes stay as they are."))
    quotes = Quote.objects.filter(deal=deal)
    # The house does it in nobody's name: whoever may lose a deal need not be one who may answer quotes.
    house = reaction_to(DealLost.name)
    closed = [
        decline_quote(quote=quote, note=gettext_lazy("The deal is lost."), by=house, at=at)
        for quote in quotes.filter(status=Quote.Status.SENT)
    ]
    for quote in quotes.filter(status__in=[Quote.Status.DRAFT, Quote.Status.ACCEPTED]):
        for line in quote.lines.all():
            free_line(line, by=by, at=at)
    return closed
