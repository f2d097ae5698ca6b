"""Change the terms of a draft; every line is then a new offer (Q6)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from okno.attract.quotes.drafts import locked_draft, void_line
from okno.attract.quotes.events import TermsChanged
from okno.attract.quotes.models import Quote
from okno.attract.quotes.permissions import can_change_terms
from okno.attract.quotes.validity import require_sane_end
from okno.ground.journal.changes import changed_names, save_changes
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow


@action
def change_terms(
    *,
    quote: Quote,
    vat_included: bool | None = None,
    term_months: int | None = None,
    valid_until_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Quote:
    """Change the terms of the quote and return it; None leaves a term as it was.

    A later validity voids nothing: a hold that ends sooner is asked for again.
    """
    allow(can_change_terms(by, quote))
    quote = locked_draft(quote)
    if term_months is not None and term_months < 1:
        raise Invalid(term_months=_("One month at least."))
    if valid_until_on is not None:
        require_sane_end(valid_until_on, at)
    values = {"vat_included": vat_included, "term_months": term_months, "valid_until_on": valid_until_on}
    changes = save_changes(quote, {name: value for name, value in values.items() if value is not None})
    if not changes:
        return quote
    if {"vat_included", "term_months"} & set(changed_names(changes)):
        for line in quote.lines.all():
            void_line(line, by=by, at=at)
    record(
        TermsChanged,
        subject=quote,
        by=by,
        at=at,
        number=quote.number,
        term_months=quote.term_months,
        valid_until_on=quote.valid_until_on,
        changes=changes,
    )
    return quote
