"""The API of companies, their contacts and accounts."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from okno.clients.actions.add_bank_account import add_bank_account as add_account_to
from okno.clients.actions.add_company import add_company as add
from okno.clients.actions.change_company import change_company as change
from okno.clients.lists import viewed
from okno.clients.models import BankAccount, Company
from okno.people.doors import caller, one_visible
from okno.ui.api import PROBLEMS, Answer, Body, Limit, Line, Listing, listing

router = Router()


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
    marks: list[str]

    @staticmethod
    def resolve_manager_id(company: Company) -> int | None:
        return next((one.manager_id for one in company.managements.all() if one.ends_on is None), None)


class Details(Body):
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


class NewCompany(Details):
    name: Line


class ChangedCompany(Details):
    """Only the fields that are sent are changed."""

    name: Line = ""


class NewBankAccount(Body):
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
    marks: list[str]


@router.get("/companies", response={200: Listing[CompanyAnswer], **PROBLEMS})
def companies(
    request: HttpRequest,
    q: str = "",
    view: Literal["", "mine", "no_step", "no_status", "handed", "clients", "leads", "own"] = "",
    cursor: str = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """`q` seeks in names, INN, site, e-mail and phone; `view` is one of the tabs of the page."""
    by = caller(request)
    visible = viewed(Company.objects.visible_to(by), view, by).prefetch_related("managements")
    return listing(visible.matching(q[:200]) if q else visible, cursor, limit)


@router.post("/companies", response={201: CompanyAnswer, **PROBLEMS})
def add_company(request: HttpRequest, body: NewCompany) -> Status[Company]:
    """A wrong check digit is 422, as by hand; so is an INN that is in the base."""
    return Status(201, add(**body.model_dump(), by=caller(request), at=timezone.now()))


@router.get("/companies/{id}", response={200: CompanyAnswer, **PROBLEMS})
def company(request: HttpRequest, id: int) -> Company:
    return one_visible(Company.objects, request, id)


@router.patch("/companies/{id}", response={200: CompanyAnswer, **PROBLEMS})
def change_company(request: HttpRequest, id: int, body: ChangedCompany) -> Company:
    """What is not sent stays as it is."""
    thing = one_visible(Company.objects, request, id)
    given = body.model_dump(exclude_unset=True)
    return change(company=thing, by=caller(request), at=timezone.now(), **given)


@router.get("/companies/{id}/bank-accounts", response={200: Listing[BankAccountAnswer], **PROBLEMS})
def bank_accounts(request: HttpRequest, id: int, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    return listing(one_visible(Company.objects, request, id).accounts.all(), cursor, limit)


@router.post("/companies/{id}/bank-accounts", response={201: BankAccountAnswer, **PROBLEMS})
def add_bank_account(request: HttpRequest, id: int, body: NewBankAccount) -> Status[BankAccount]:
    """The account's key must agree with the BIK."""
    thing = one_visible(Company.objects, request, id)
    given = body.model_dump()
    return Status(201, add_account_to(company=thing, by=caller(request), at=timezone.now(), **given))
