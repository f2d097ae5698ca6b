"""A new version in place of the old: the lines go along, approvals and confirmations do not (complaint 1)."""

import secrets
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from okno.attract.deals.models import Deal
from okno.attract.quotes.drafts import free_line, locked, void_feasibility
from okno.attract.quotes.events import QuoteRevised
from okno.attract.quotes.models import Quote, QuoteLine
from okno.attract.quotes.permissions import can_revise_quote
from okno.attract.quotes.validity import usual_end
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.moves import move


@action
def revise_quote(*, quote: Quote, by: Actor, at: datetime) -> Quote:
    """Return a new draft version with the same lines; the old version is superseded."""
    allow(can_revise_quote(by, quote))
    old = locked(quote)
    if old.deal.status != Deal.Status.OPEN:
        raise Conflict(_("The deal is closed: reopen it to make a quote."))
    move(old, Quote.Status.SUPERSEDED)
    new = _copy(old, by, at)
    for line in old.lines.all():
        void_feasibility(line)
        free_line(line, by=by, at=at)
        QuoteLine.objects.create(
            quote=new,
            position=line.position,
            configuration_id=line.configuration_id,
            location_id=line.location_id,
            title=line.title,
            parameters=line.parameters,
            quantity=line.quantity,
            monthly_minor=line.monthly_minor,
            one_off_minor=line.one_off_minor,
        )
    numbers = {"number": new.number, "former": old.number}
    record(QuoteRevised, subject=new, by=by, at=at, **numbers)
    return new


def _copy(old: Quote, by: Actor, at: datetime) -> Quote:
    last = old.versions().aggregate(last=Max("version"))["last"]
    return Quote.objects.create(
        deal_id=old.deal_id,
        company_id=old.company_id,
        seller_id=old.seller_id,
        year=old.year,
        sequence=old.sequence,
        version=last + 1,
        author=by.employee,
        vat_included=old.vat_included,
        term_months=old.term_months,
        created_at=at,
        # A new version is valid for its own fortnight, and never for less than the old one was.
        valid_until_on=max(old.valid_until_on, usual_end(at)),
        # Another link: who has the old one sees the old version, and cannot accept a price he was not sent.
        token=secrets.token_urlsafe(32),
    )
