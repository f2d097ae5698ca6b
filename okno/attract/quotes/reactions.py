"""What quotes do at once when something happens in another room."""

from okno.attract.deals.models import Deal
from okno.attract.quotes.actions.close_quotes_of_lost_deal import close_quotes_of_lost_deal
from okno.attract.quotes.models import QuoteLine
from okno.ground.journal.models import Entry
from okno.ground.journal.reacting import reactor_of, subject_of
from okno.records.resources.actions.take_hold import take_hold
from okno.records.resources.models import Hold


def close_quotes_of_deal(entry: Entry) -> None:
    """Close the quotes of the deal that is lost, which frees what they hold."""
    deal = Deal.objects.get(pk=entry.subject_id)
    close_quotes_of_lost_deal(deal=deal, by=reactor_of(entry), at=entry.at)


def take_signed_capacity(entry: Entry) -> None:
    """Take what the lines of the signed quote hold.

    In the order of the counters, so that two signings at once never wait for one another in a ring.
    """
    lines = subject_of(entry, "quote").quote.lines.values("pk")
    holds = Hold.objects.filter(holder_kind=QuoteLine._meta.label_lower, holder_id__in=lines)
    for hold in holds.filter(status=Hold.Status.HELD).order_by("capacity_id", "pk"):
        take_hold(hold=hold, by=reactor_of(entry), at=entry.at)
