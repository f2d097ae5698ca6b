"""Draw up a contract from an accepted quote (K2)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.quotes.drafts import locked
from okno.attract.quotes.models import Quote
from okno.deliver.contracts.events import ContractDrafted
from okno.deliver.contracts.models import Contract, ContractLine
from okno.deliver.contracts.permissions import can_draft_contract
from okno.deliver.contracts.prices import AgreedLine, require_accepted, require_equal
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Invalid, allow
from okno.records.clients.numbering import take_numbers


@action
def draft_contract(
    *, quote: Quote, lines: Sequence[AgreedLine] | None = None, by: Actor, at: datetime
) -> Contract:
    """Write a contract from an accepted quote and return it (K2).

    `lines` are those of the other side's own form, which must equal the quote (guard 2); with None it is our
    form. Raises Refused when the quote is not accepted or differs, Conflict when it has a contract.
    """
    allow(can_draft_contract(by, quote))
    # Of two who draw up at once the second waits here, and then sees the contract of the first.
    quote = locked(quote)
    require_accepted(quote)
    if lines is not None:
        terms = {line.quote_line: line.terms for line in lines}
        if len(terms) < len(lines):
            raise Invalid(lines=_("A line of the quote is named twice."))
        require_equal(quote, terms)
    if quote.contracts.filter(status__in=["draft", "signed"]).exists():
        raise Conflict(_("Quote {quote} already has a contract.").format(quote=quote.number))
    contract = _write(quote, at)
    record(
        ContractDrafted,
        subject=contract,
        by=by,
        at=at,
        number=contract.number,
        quote=quote.number,
        monthly_minor=contract.monthly_total_minor,
        one_off_minor=contract.one_off_total_minor,
    )
    return contract


def _write(quote: Quote, at: datetime) -> Contract:
    year = local_date(at).year
    contract = Contract.objects.create(
        quote=quote,
        deal=quote.deal,
        company=quote.company,
        seller=quote.seller,
        year=year,
        sequence=take_numbers(seller=quote.seller, kind="contract", year=year),
        vat_included=quote.vat_included,
        term_months=quote.term_months,
        created_at=at,
    )
    # Copied, not referred to: the quote may be revised later, the contract stands as drafted.
    ContractLine.objects.bulk_create(
        ContractLine(
            contract=contract,
            quote_line=line,
            position=line.position,
            configuration_id=line.configuration_id,
            location_id=line.location_id,
            title=line.title,
            quantity=line.quantity,
            monthly_minor=line.monthly_minor,
            one_off_minor=line.one_off_minor,
        )
        for line in quote.lines.all()
    )
    return contract
