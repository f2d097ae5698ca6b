"""The client says yes, with one click (Q1). His capacity stays held while the contract is agreed."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from okno.attract.deals.models import Deal
from okno.attract.quotes.drafts import locked
from okno.attract.quotes.events import QuoteAccepted
from okno.attract.quotes.models import Quote, QuoteLine
from okno.attract.quotes.permissions import can_accept_quote
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.ground.kernel.moves import move
from okno.records.resources.actions.extend_hold import extend_hold
from okno.records.resources.actions.hold_capacity import hold_capacity
from okno.records.resources.models import Hold

CONTRACT_DAYS = 30


@action
def accept_quote(*, quote: Quote, name: str, by: Actor, at: datetime) -> Quote:
    """`name` is who accepted. Raises Conflict when the quote has expired or the deal has another accepted."""
    allow(can_accept_quote(by, quote))
    name = name.strip()
    if not name or len(name) > 200:
        raise Invalid(name=_("Write your name."))
    # Not against keys: who revises at this moment holds the quote and writes a row that names the deal.
    Deal.objects.select_for_update(no_key=True).get(pk=quote.deal_id)
    quote = locked(quote)
    on = local_date(at)
    # Asked of the date as well as of the status: the clock that expires quotes may be late by minutes.
    if quote.status == Quote.Status.SENT and quote.is_expired(on):
        raise Conflict(_("This quote has expired. Ask your manager for a fresh one."))
    others = Quote.objects.filter(deal=quote.deal_id, status=Quote.Status.ACCEPTED).exclude(pk=quote.pk)
    if others.exists():
        raise Conflict(_("Another quote of this deal is accepted already."))
    move(quote, Quote.Status.ACCEPTED, answered_at=at, accepted_by_name=name)
    for line in quote.lines.select_related("quote__company", "configuration", "location"):
        _keep_held(line, on + timedelta(days=CONTRACT_DAYS), by, at)
    record(QuoteAccepted, subject=quote, by=by, at=at, number=quote.number, name=name)
    return quote


def _keep_held(line: QuoteLine, until_on: date, by: Actor, at: datetime) -> None:
    if not line.units_needed:
        return
    hold = Hold.objects.of(line).live().first()
    # Freed meanwhile only if the clock came between: then it is held anew, or refused in words.
    if hold is not None:
        extend_hold(hold=hold, until_on=until_on, by=by, at=at)
        return
    hold_capacity(
        holder=line,
        location=line.location,
        kind=line.configuration.resource_kind,
        units=line.units_needed,
        until_on=until_on,
        company=line.quote.company,
        by=by,
        at=at,
    )
