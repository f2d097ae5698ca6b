"""A lost deal holds nothing: its sent quotes are closed and what was held for any of them is free."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.people.models import Employee
from okno.quotes.actions.decline_quote import decline_quote
from okno.quotes.drafts import free_line
from okno.quotes.models import Quote
from okno.quotes.permissions import can_let_go_of_deal
from okno.sales.models import Deal


@action
def let_go_of_deal(*, deal: Deal, by: Employee | None, at: datetime) -> list[Quote]:
    """The quotes that were out with the client, now declined; a reopened deal starts from a new version.

    An accepted quote stays so, but its capacity is free for others: signing holds it anew or is refused.
    """
    allow(can_let_go_of_deal(by))
    if deal.status != Deal.Status.LOST:
        raise Conflict(_("The deal is still open: its quotes stay as they are."))
    quotes = Quote.objects.filter(deal=deal)
    # In the client's name: whoever may lose a deal need not be one who may answer quotes.
    closed = [
        decline_quote(quote=quote, note=gettext_lazy("The deal is lost."), by=None, at=at)
        for quote in quotes.filter(status=Quote.Status.SENT)
    ]
    for quote in quotes.filter(status__in=[Quote.Status.DRAFT, Quote.Status.ACCEPTED]):
        for line in quote.lines.all():
            free_line(line, by=by, at=at)
    return closed
