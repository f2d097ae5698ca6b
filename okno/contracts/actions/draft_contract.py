"""Draw up a contract from an accepted quote (K2)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.numbering import take_numbers
from okno.contracts.events import ContractDrafted
from okno.contracts.models import Contract, ContractLine
from okno.contracts.permissions import can_draft_contract
from okno.contracts.prices import GivenLine, require_accepted, require_equal
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid, allow
from okno.people.models import Employee
from okno.quotes.drafts import locked
from okno.quotes.models import Quote


@action
def draft_contract(
    *, quote: Quote, lines: Sequence[GivenLine] | None = None, by: Employee | None, at: datetime
) -> Contract:
    """`lines` is the other side's own form, which must equal the quote (guard 2); None is our own form."""
    allow(can_draft_contract(by, quote))
    # Of two who draw up at once the second waits here, and then sees the contract of the first.
    quote = locked(quote)
    require_accepted(quote)
    if lines is not None:
        given = {line.quote_line: line.terms for line in lines}
        if len(given) < len(lines):
            raise Invalid(lines=_("A line of the quote is named twice."))
        require_equal(quote, given)
    if quote.contracts.filter(status__in=["draft", "signed"]).exists():
        raise Conflict(_("Quote {quote} already has a contract.").format(quote=quote.number))
    contract = _write(quote, at)
    record(
        ContractDrafted,
        subject=contract,
        company=contract.company,
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
