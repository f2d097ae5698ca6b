"""Operations on employees and tokens."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from okno.ground.ui.access import actor, caller, get_visible_or_404
from okno.ground.ui.api import PROBLEMS, Answer, Body, Id, Limit, Line, Listing, listing
from okno.team.people.actions.change_profile import change_profile
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.actions.revoke_token import revoke_token
from okno.team.people.models import ApiToken, Employee, Role, TokenScope

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
        return sorted(row.role for row in employee.roles.all())


class InviteEmployeeBody(Body):
    name: Annotated[str, Field(max_length=200)]
    email: Line
    roles: list[Role]
    hired_on: date
    position: Annotated[str, Field(max_length=200)] = ""
    phone: Annotated[str, Field(max_length=20)] = ""
    head_id: Id | None = None
    takes_leads: bool = False


class ChangeProfileBody(Body):
    """What is not named stays as it was."""

    name: Annotated[str, Field(max_length=200)] | None = None
    position: Annotated[str, Field(max_length=200)] | None = None
    phone: Annotated[str, Field(max_length=20)] | None = None


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


class IssueTokenBody(Body):
    name: Annotated[str, Field(max_length=100)]
    scope: TokenScope
    owner_id: Id | None = None


@router.get("/employees", response={200: Listing[EmployeeAnswer], **PROBLEMS})
def list_employees(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List the employees, former ones included."""
    visible = Employee.objects.visible_to(caller(request)).prefetch_related("roles")
    return listing(visible, cursor, limit)


@router.get("/employees/{id}", response={200: EmployeeAnswer, **PROBLEMS})
def get_employee(request: HttpRequest, id: int) -> Employee:
    return get_visible_or_404(Employee.objects, request, id)


@router.patch("/employees/{id}", response={200: EmployeeAnswer, **PROBLEMS})
def change_profile_api(request: HttpRequest, id: int, body: ChangeProfileBody) -> Employee:
    """Change one's own details; a head changes anybody's."""
    thing = get_visible_or_404(Employee.objects, request, id)
    return change_profile(employee=thing, **body.model_dump(), by=actor(request), at=timezone.now())


@router.post("/employees", response={201: EmployeeAnswer, **PROBLEMS})
def invite_employee_api(request: HttpRequest, body: InviteEmployeeBody) -> Status[Employee]:
    """He gets no password: he sets one by the link «forgot password»."""
    fields = body.model_dump(exclude={"head_id"})
    head = get_visible_or_404(Employee.objects, request, body.head_id) if body.head_id else None
    return Status(201, invite_employee(**fields, head=head, by=actor(request), at=timezone.now()))


@router.get("/tokens", response={200: Listing[TokenAnswer], **PROBLEMS})
def list_tokens(request: HttpRequest, cursor: str = "", limit: Limit = 50) -> dict[str, Any]:
    """List one's own tokens; the owner of the company sees all. Secrets are never shown again."""
    return listing(ApiToken.objects.visible_to(caller(request)), cursor, limit)


@router.post("/tokens", response={201: IssuedToken, **PROBLEMS})
def issue_token_api(
    request: HttpRequest, response: HttpResponse, body: IssueTokenBody
) -> Status[dict[str, Any]]:
    """Issue a token; this answer is the only place that has its secret."""
    response["Cache-Control"] = "no-store"
    by = actor(request)
    owner = get_visible_or_404(Employee.objects, request, body.owner_id) if body.owner_id else by.employee
    token, secret = issue_token(owner=owner, name=body.name, scope=body.scope, by=by, at=timezone.now())
    return Status(201, {**TokenAnswer.from_orm(token).model_dump(), "secret": secret})


@router.post("/tokens/{id}/revoke", response={200: TokenAnswer, **PROBLEMS})
def revoke_token_api(request: HttpRequest, id: int) -> ApiToken:
    token = get_visible_or_404(ApiToken.objects, request, id)
    return revoke_token(token=token, by=actor(request), at=timezone.now())
