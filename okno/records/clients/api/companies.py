"""The API of companies and their bank accounts."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from okno.ground.ui.access import actor, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Limit, Line, Listing, listing
from okno.records.clients.actions.add_bank_account import add_bank_account
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.actions.change_company import change_company
from okno.records.clients.lists import viewed
from okno.records.clients.models import BankAccount, Company

router = Router()
CompanyView = Literal["", "mine", "no_step", "no_status", "handed", "clients", "leads", "own"]


class CompanyAnswer(Answer):
    id: int
    name: str
    legal_name: str
    inn: str
    kpp: str
    ogrn: str
    address: str
    site: str
    email: str
    phone: str
    is_own: bool
    is_client: bool
    is_partner: bool
    is_supplier: bool
    client_since_on: date | None
    status_text: str
    status_at: datetime | None
    next_step: str
    next_step_on: date | None
    manager_id: int | None
    data_issues: list[str]

    @staticmethod
    def resolve_manager_id(company: Company) -> int | None:
        """Return the key of the current manager, from the terms already read."""
        return next((term.manager_id for term in company.manager_terms.all() if term.ends_on is None), None)


class CompanyDetailsBody(Body):
    legal_name: Line = ""
    inn: Line = ""
    kpp: Line = ""
    ogrn: Line = ""
    address: Line = ""
    site: Line = ""
    email: Line = ""
    phone: Line = ""
    is_partner: bool = False
    is_supplier: bool = False


class AddCompanyBody(CompanyDetailsBody):
    name: Line


class ChangeCompanyBody(CompanyDetailsBody):
    """The fields to change; those that are not sent stay as they are."""

    name: Line = ""


class AddBankAccountBody(Body):
    account: Line
    bik: Line
    bank_name: Line = ""
    correspondent: Line = ""


class BankAccountAnswer(Answer):
    id: int
    company_id: int
    account: str
    bik: str
    bank_name: str
    correspondent: str
    data_issues: list[str]


@router.get("/companies", response={200: Listing[CompanyAnswer], **PROBLEMS})
def list_companies(
    request: HttpRequest,
    q: str = "",
    view: CompanyView = "",
    cursor: str = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List the companies; `q` searches names, INN, site, e-mail and phone, `view` is a tab of the page."""
    by = actor(request)
    visible = viewed(Company.objects.visible_to(by.employee), view, by.employee).prefetch_related(
        "manager_terms"
    )
    return listing(visible.matching(q[:200]) if q else visible, cursor, limit)


@router.post("/companies", response={201: CompanyAnswer, **PROBLEMS})
def add_company_api(request: HttpRequest, body: AddCompanyBody) -> Status[Company]:
    """Add a company; a wrong check digit or an INN that is in the base is 422."""
    return Status(201, add_company(**body.model_dump(), by=actor(request), at=timezone.now()))


@router.get("/companies/{id}", response={200: CompanyAnswer, **PROBLEMS})
def get_company(request: HttpRequest, id: int) -> Company:
    """Return one company."""
    return get_visible_or_404(Company.objects, request, id)


@router.patch("/companies/{id}", response={200: CompanyAnswer, **PROBLEMS})
def change_company_api(request: HttpRequest, id: int, body: ChangeCompanyBody) -> Company:
    """Change the details that are sent; others stay as they are."""
    company = get_visible_or_404(Company.objects, request, id)
    details = body.model_dump(exclude_unset=True)
    return change_company(company=company, by=actor(request), at=timezone.now(), **details)


@router.get("/companies/{id}/bank-accounts", response={200: Listing[BankAccountAnswer], **PROBLEMS})
def list_bank_accounts(request: HttpRequest, id: int, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List the bank accounts of the company."""
    return listing(get_visible_or_404(Company.objects, request, id).accounts.all(), cursor, limit)


@router.post("/companies/{id}/bank-accounts", response={201: BankAccountAnswer, **PROBLEMS})
def add_bank_account_api(request: HttpRequest, id: int, body: AddBankAccountBody) -> Status[BankAccount]:
    """Add a bank account; its key must agree with the BIK."""
    company = get_visible_or_404(Company.objects, request, id)
    details = body.model_dump()
    return Status(201, add_bank_account(company=company, by=actor(request), at=timezone.now(), **details))
