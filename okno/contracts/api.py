"""The API door of contracts."""

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from okno.contracts.actions.cancel_contract import cancel_contract
from okno.contracts.actions.draft_contract import draft_contract
from okno.contracts.actions.sign_contract import sign_contract
from okno.contracts.models import Contract, ContractLine
from okno.contracts.prices import GivenLine
from okno.contracts.queries import ContractQuerySet
from okno.people.doors import caller
from okno.quotes.models import Quote
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, Minor, listing

router = Router(tags=["contracts"])


class GivenLineBody(Body):
    """A line as the other side's own form has it; sums are per unit, in minor units."""

    quote_line: Id
    quantity: Id
    monthly_minor: Minor
    one_off_minor: Minor


class DraftBody(Body):
    quote: Id
    lines: list[GivenLineBody] | None = None


class SignBody(Body):
    signed_on: date


class CancelBody(Body):
    reason: Line


class ContractLineAnswer(Answer):
    id: int
    quote_line: int
    title: str
    quantity: int
    monthly_minor: int
    one_off_minor: int

    @staticmethod
    def resolve_quote_line(line: ContractLine) -> int:
        return line.quote_line_id


class ContractAnswer(Answer):
    id: int
    number: str
    status: str
    quote: int
    deal: int
    company: int
    vat_included: bool
    term_months: int
    signed_on: date | None
    lines: list[ContractLineAnswer]

    @staticmethod
    def resolve_quote(contract: Contract) -> int:
        return contract.quote_id

    @staticmethod
    def resolve_deal(contract: Contract) -> int:
        return contract.deal_id

    @staticmethod
    def resolve_company(contract: Contract) -> int:
        return contract.company_id


@router.get("/contracts", response={200: Listing[ContractAnswer], **PROBLEMS})
def list_contracts(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, object]:
    """Contracts that the caller may see, newest first."""
    return listing(_visible(request), cursor, limit)


@router.get("/contracts/{int:id}", response={200: ContractAnswer, **PROBLEMS})
def read_contract(request: HttpRequest, id: int) -> Contract:
    """One contract with its lines; sums are per unit, in minor units, with or without VAT as it says."""
    return get_object_or_404(_visible(request), pk=id)


@router.post("/contracts", response={201: ContractAnswer, **PROBLEMS})
def draft(request: HttpRequest, body: DraftBody) -> Status[Contract]:
    """From an accepted quote. `lines`, the other side's own form, must equal it (guard 2)."""
    by = caller(request)
    quote = get_object_or_404(Quote.objects.visible_to(by), pk=body.quote)
    lines = None if body.lines is None else [GivenLine(**line.model_dump()) for line in body.lines]
    return Status(201, draft_contract(quote=quote, lines=lines, by=by, at=timezone.now()))


@router.post("/contracts/{int:id}/sign", response={200: ContractAnswer, **PROBLEMS})
def sign(request: HttpRequest, id: int, body: SignBody) -> Contract:
    """Wins the deal, issues the first invoice, opens the order. Guards 2, 4 and 5 may refuse."""
    contract = get_object_or_404(_visible(request), pk=id)
    return sign_contract(contract=contract, signed_on=body.signed_on, by=caller(request), at=timezone.now())


@router.post("/contracts/{int:id}/cancel", response={200: ContractAnswer, **PROBLEMS})
def cancel(request: HttpRequest, id: int, body: CancelBody) -> Contract:
    """Give up a contract that was not signed; 409 when it was."""
    contract = get_object_or_404(_visible(request), pk=id)
    return cancel_contract(contract=contract, reason=body.reason, by=caller(request), at=timezone.now())


def _visible(request: HttpRequest) -> ContractQuerySet:
    return Contract.objects.visible_to(caller(request)).prefetch_related("lines")
