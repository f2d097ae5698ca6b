"""Offer one more thing; without a price of its own it has the price list's."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from okno.attract.quotes.drafts import locked_draft, record_line, require_sane_sum
from okno.attract.quotes.events import LineAdded
from okno.attract.quotes.models import Quote, QuoteLine
from okno.attract.quotes.permissions import can_add_line
from okno.attract.quotes.verdict import vat_rate
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Invalid, allow
from okno.ground.kernel.vat import from_net
from okno.records.catalog.models import Configuration, Location


@action
def add_line(
    *,
    quote: Quote,
    configuration: Configuration,
    location: Location,
    quantity: int = 1,
    monthly_minor: int | None = None,
    one_off_minor: int | None = None,
    title: str = "",
    by: Actor,
    at: datetime,
) -> QuoteLine:
    """Prices are kopecks per unit, with VAT inside when the quote's prices have it."""
    allow(can_add_line(by, quote))
    quote = locked_draft(quote)
    if quantity < 1:
        raise Invalid(quantity=_("One at least."))
    if min(monthly_minor or 0, one_off_minor or 0) < 0:
        raise Invalid(monthly_minor=_("A price is never negative."))
    rate = vat_rate(quote, local_date(at)) if quote.vat_included else 0
    line = QuoteLine(
        quote=quote,
        position=(quote.lines.aggregate(last=Max("position"))["last"] or 0) + 1,
        configuration=configuration,
        location=location,
        title=title or configuration.name,
        parameters=configuration.parameters,
        quantity=quantity,
        monthly_minor=_or_listed(monthly_minor, configuration.monthly_minor, rate),
        one_off_minor=_or_listed(one_off_minor, configuration.one_off_minor, rate),
    )
    require_sane_sum(line)
    line.save()
    priced = {"quantity": quantity, "monthly_minor": line.monthly_minor}
    record_line(LineAdded, line, by=by, at=at, **priced)
    return line


def _or_listed(price_minor: int | None, listed_net_minor: int, rate: int) -> int:
    """Return the price, or the listed one: that is without VAT, and gets the tax added where the quote has
    VAT inside.
    """
    return from_net(listed_net_minor, rate).gross_minor if price_minor is None else price_minor
