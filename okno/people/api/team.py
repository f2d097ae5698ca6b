"""Operations on employees and tokens."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.people.actions.invite_employee import invite_employee as invite
from okno.people.actions.issue_token import issue_token as issue
from okno.people.actions.revoke_token import revoke_token as revoke
from okno.people.doors import caller, one_visible
from okno.people.models import ApiToken, Employee, Role
from okno.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, listing

router = Router()


class EmployeeAnswer(Answer):
    id: int
    name: str
    position: str
    email: str
    phone: str
    roles: list[Role]
    takes_leads: bool
    hired_on: date
    left_on: date | None

    @staticmethod
    def resolve_roles(employee: Employee) -> list[str]:
        return sorted(one.role for one in employee.roles.all())


class NewEmployee(Body):
    name: Annotated[str, Field(max_length=200)]
    email: Line
    roles: list[Role]
    hired_on: date
    position: Annotated[str, Field(max_length=200)] = ""
    phone: Annotated[str, Field(max_length=20)] = ""
    head_id: Id | None = None
    takes_leads: bool = False


class TokenAnswer(Answer):
    id: int
    name: str
    owner_id: int
    scope: str
    prefix: str
    created_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


class IssuedToken(TokenAnswer):
    secret: str


class NewToken(Body):
    name: Annotated[str, Field(max_length=100)]
    scope: ApiToken.Scope
    owner_id: Id | None = None


@router.get("/employees", response={200: Listing[EmployeeAnswer], **PROBLEMS})
def employees(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """Who works here, and who did."""
    visible = Employee.objects.visible_to(caller(request)).prefetch_related("roles")
    return listing(visible, cursor, limit)


@router.get("/employees/{id}", response={200: EmployeeAnswer, **PROBLEMS})
def employee(request: HttpRequest, id: int) -> Employee:
    return one_visible(Employee.objects, request, id)


@router.post("/employees", response={201: EmployeeAnswer, **PROBLEMS})
def invite_employee(request: HttpRequest, body: NewEmployee) -> Status[Employee]:
    """He gets no password: he sets one by the link «forgot password»."""
    given = body.model_dump(exclude={"head_id"})
    head = one_visible(Employee.objects, request, body.head_id) if body.head_id else None
    return Status(201, invite(**given, head=head, by=caller(request), at=timezone.now()))


@router.get("/tokens", response={200: Listing[TokenAnswer], **PROBLEMS})
def tokens(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """One's own tokens; the owner of the company sees all. Secrets are never shown again."""
    return listing(ApiToken.objects.visible_to(caller(request)), cursor, limit)


@router.post("/tokens", response={201: IssuedToken, **PROBLEMS})
def issue_token(request: HttpRequest, response: HttpResponse, body: NewToken) -> Status[dict[str, Any]]:
    """The answer is the only place where the secret is ever told."""
    response["Cache-Control"] = "no-store"
    by = caller(request)
    owner = one_visible(Employee.objects, request, body.owner_id) if body.owner_id else by
    token, secret = issue(owner=owner, name=body.name, scope=body.scope, by=by, at=timezone.now())
    return Status(201, {**TokenAnswer.from_orm(token).model_dump(), "secret": secret})


@router.post("/tokens/{id}/revoke", response={200: TokenAnswer, **PROBLEMS})
def revoke_token(request: HttpRequest, id: int) -> ApiToken:
    token = one_visible(ApiToken.objects, request, id)
    return revoke(token=token, by=caller(request), at=timezone.now())
