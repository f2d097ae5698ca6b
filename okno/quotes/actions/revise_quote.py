"""A new version in place of the old: the lines go along, approvals and confirmations do not (complaint 1)."""

import secrets
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.kernel.moves import move
from okno.people.models import Employee
from okno.quotes.drafts import free_line, locked, void_feasibility
from okno.quotes.events import QuoteRevised
from okno.quotes.models import Quote, QuoteLine
from okno.quotes.permissions import can_revise_quote
from okno.quotes.validity import usual_end
from okno.sales.models import Deal


@action
def revise_quote(*, quote: Quote, by: Employee | None, at: datetime) -> Quote:
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
    record(QuoteRevised, subject=new, company=new.company, by=by, at=at, **numbers)
    return new


def _copy(old: Quote, by: Employee | None, at: datetime) -> Quote:
    last = old.versions().aggregate(last=Max("version"))["last"]
    return Quote.objects.create(
        deal_id=old.deal_id,
        company_id=old.company_id,
        seller_id=old.seller_id,
        year=old.year,
        sequence=old.sequence,
        version=last + 1,
        author=by,
        vat_included=old.vat_included,
        term_months=old.term_months,
        created_at=at,
        valid_until_on=max(old.valid_until_on, usual_end(at)),
        token=secrets.token_urlsafe(32),
    )
