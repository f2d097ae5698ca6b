"""Begin a proposal on a deal (Q1)."""

import secrets
from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.attract.deals.models import Deal
from okno.attract.quotes.events import QuoteDrafted
from okno.attract.quotes.models import Quote
from okno.attract.quotes.permissions import can_draft_quote
from okno.attract.quotes.validity import require_sane_end, usual_end
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.records.clients.models import Company
from okno.records.clients.numbering import take_numbers


@action
def draft_quote(
    *,
    deal: Deal,
    seller: Company | None = None,
    vat_included: bool = False,
    term_months: int = 12,
    valid_until_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Quote:
    """`seller` is our legal entity, the first when not named; valid for two weeks unless said otherwise."""
    allow(can_draft_quote(by, deal))
    if deal.imported:
        raise Conflict(_("This deal is loaded history: register a new lead for this client instead."))
    if deal.status != Deal.Status.OPEN:
        raise Conflict(_("The deal is closed: reopen it to make a quote."))
    if deal.company is None:
        raise Invalid(deal=_("The deal has no company."))
    seller = seller or Company.objects.own().order_by("pk").first()
    if seller is None or not seller.is_own:
        raise Invalid(seller=_("Choose our legal entity that sells."))
    valid_until_on = valid_until_on or usual_end(at)
    require_sane_end(valid_until_on, at)
    if term_months < 1:
        raise Invalid(term_months=_("One month at least."))
    year = local_date(at).year
    quote = Quote.objects.create(
        deal=deal,
        company=deal.company,
        seller=seller,
        year=year,
        sequence=take_numbers(seller=seller, kind="quote", year=year),
        author=by.employee,
        vat_included=vat_included,
        term_months=term_months,
        created_at=at,
        valid_until_on=valid_until_on,
        token=secrets.token_urlsafe(32),
    )
    record(QuoteDrafted, subject=quote, by=by, at=at, number=quote.number)
    return quote
