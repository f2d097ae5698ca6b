"""Contracts made by their actions, for the tests of this room and of the rooms above."""

from datetime import date, datetime

from okno.attract.quotes.models import Quote
from okno.attract.quotes.tests.cast import an_accepted_quote
from okno.deliver.contracts.actions.draft_contract import draft_contract
from okno.deliver.contracts.actions.sign_contract import sign_contract
from okno.deliver.contracts.models import Contract
from okno.ground.kernel.clock import local_date
from okno.team.people.models import Employee


def a_draft_contract(
    *, quote: Quote | None = None, by: Employee | None = None, at: datetime, **how: object
) -> Contract:
    """Of an accepted quote made as `an_accepted_quote` is (`how`): one server for 20,000.00 a month."""
    quote = quote or an_accepted_quote(at=at, by=by, **how)
    return draft_contract(quote=quote, by=by or quote.author, at=at)


def a_signed_contract(
    *,
    quote: Quote | None = None,
    signed_on: date | None = None,
    by: Employee | None = None,
    at: datetime,
    **how: object,
) -> Contract:
    """Signed on the day of `at` unless said otherwise; the reactions of other rooms are real."""
    contract = a_draft_contract(quote=quote, by=by, at=at, **how)
    signed_on = signed_on or local_date(at)
    sign_contract(contract=contract, signed_on=signed_on, by=by or contract.quote.author, at=at)
    # Read anew: the reactions changed the deal and the company behind this instance's back.
    return Contract.objects.select_related("deal", "company", "quote").get(pk=contract.pk)
