"""What every change of a draft begins and ends with: a lock, and the end of what was confirmed before."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from okno.attract.quotes.models import Feasibility, Quote, QuoteLine
from okno.ground.journal.record import record
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Invalid
from okno.ground.kernel.events import Event
from okno.ground.kernel.moves import move
from okno.records.resources.actions.free_hold import free_hold
from okno.records.resources.models import Hold

LARGEST_SUM_MINOR = 10**14


def locked_draft(quote: Quote) -> Quote:
    """Return the quote as it is now, locked until the transaction ends; raise Conflict once it was sent
    (Q1).
    """
    now = locked(quote)
    if now.status != Quote.Status.DRAFT:
        raise Conflict(
            _("Quote {number} is «{status}» and does not change: prepare a new version.").format(
                number=now.number, status=now.get_status_display()
            )
        )
    return now


def locked(quote: Quote) -> Quote:
    # The whole row, not no_key: lines refer to it, and none may be added while the verdict is being reached
    # (Q6).
    return Quote.objects.select_for_update().get(pk=quote.pk)


def require_sane_sum(line: QuoteLine) -> None:
    """Invalid for a line whose sum, with those of other lines and tax, might not fit the columns of money."""
    if line.quantity * max(line.monthly_minor, line.one_off_minor) > LARGEST_SUM_MINOR:
        raise Invalid(monthly_minor=_("The sum of the line is too large."))


def void_line(line: QuoteLine, *, by: Actor, at: datetime) -> None:
    """Changed is new: what was approved or confirmed about the line is void, what was held is free (Q6)."""
    # The revision is in the line's fingerprint: changed there and back, the line still revives no approval.
    QuoteLine.objects.filter(pk=line.pk).update(revision=F("revision") + 1)
    line.refresh_from_db(fields=["revision"])
    void_feasibility(line)
    free_line(line, by=by, at=at)


def void_feasibility(line: QuoteLine) -> None:
    for live in Feasibility.objects.filter(line=line).live():
        move(live, Feasibility.Status.VOID)


def free_line(line: QuoteLine, *, by: Actor, at: datetime) -> None:
    """Give back what is held for a line; what a contract has taken stays."""
    # One at most by its constraint; a loop, because there may be none.
    for hold in Hold.objects.of(line).filter(status=Hold.Status.HELD):
        free_hold(hold=hold, by=by, at=at)


def record_line(event: Event, line: QuoteLine, *, by: Actor, at: datetime, **data: object) -> None:
    """Record one entry about a line in the journal of its quote's client."""
    quote = line.quote
    about = {"number": quote.number, "title": line.title, "place": line.location.name, "line": line.pk}
    record(event, subject=quote, by=by, at=at, **about, **data)
