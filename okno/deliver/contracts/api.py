"""Contracts in the API."""

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from okno.attract.quotes.models import Quote
from okno.deliver.contracts.actions.cancel_contract import cancel_contract
from okno.deliver.contracts.actions.draft_contract import draft_contract
from okno.deliver.contracts.actions.sign_contract import sign_contract
from okno.deliver.contracts.models import Contract, ContractLine
from okno.deliver.contracts.prices import AgreedLine
from okno.deliver.contracts.queries import ContractQuerySet
from okno.ground.ui.access import actor, caller
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, Minor, listing

router = Router(tags=["contracts"])


class ContractLineBody(Body):
    """A line of the other side's own form; sums are per unit, in minor units."""

    quote_line: Id
    quantity: Id
    monthly_minor: Minor
    one_off_minor: Minor


class DraftContractBody(Body):
    quote: Id
    lines: list[ContractLineBody] | None = None


class SignContractBody(Body):
    signed_on: date


class CancelContractBody(Body):
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
    """Return the contracts that the caller may see, newest first."""
    return listing(_visible(request), cursor, limit)


@router.get("/contracts/{int:id}", response={200: ContractAnswer, **PROBLEMS})
def get_contract(request: HttpRequest, id: int) -> Contract:
    """Return a contract with its lines; sums are per unit, in minor units, VAT as `vat_included` says."""
    return get_object_or_404(_visible(request), pk=id)


@router.post("/contracts", response={201: ContractAnswer, **PROBLEMS})
def draft_contract_api(request: HttpRequest, body: DraftContractBody) -> Status[Contract]:
    """Draft a contract of an accepted quote; `lines`, the other side's own form, must equal it (guard 2)."""
    by = actor(request)
    quote = get_object_or_404(Quote.objects.visible_to(by.employee), pk=body.quote)
    lines = None if body.lines is None else [AgreedLine(**line.model_dump()) for line in body.lines]
    return Status(201, draft_contract(quote=quote, lines=lines, by=by, at=timezone.now()))


@router.post("/contracts/{int:id}/sign", response={200: ContractAnswer, **PROBLEMS})
def sign_contract_api(request: HttpRequest, id: int, body: SignContractBody) -> Contract:
    """Sign a contract: the deal is won, the first invoice issued, the order opened.

    Guards 2, 4 and 5 may refuse.
    """
    contract = get_object_or_404(_visible(request), pk=id)
    return sign_contract(contract=contract, signed_on=body.signed_on, by=actor(request), at=timezone.now())


@router.post("/contracts/{int:id}/cancel", response={200: ContractAnswer, **PROBLEMS})
def cancel_contract_api(request: HttpRequest, id: int, body: CancelContractBody) -> Contract:
    """Cancel a contract that was not signed; 409 when it was."""
    contract = get_object_or_404(_visible(request), pk=id)
    return cancel_contract(contract=contract, reason=body.reason, by=actor(request), at=timezone.now())


def _visible(request: HttpRequest) -> ContractQuerySet:
    return Contract.objects.visible_to(caller(request)).prefetch_related("lines")
