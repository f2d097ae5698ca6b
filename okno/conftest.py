"""The fixed cast of the tests: one of each role, our own legal entity, one company of theirs."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.http import HttpResponse
from django.test import Client

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.fake_ids import make_account, make_inn, make_ogrn
from okno.records.clients.actions.add_bank_account import add_bank_account
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import Company
from okno.records.relations.actions.set_manager import set_manager
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.models import Employee, Role

HIRED_ON = date(2024, 1, 9)
BIK = "044525225"


@pytest.fixture
def now() -> datetime:
    """Monday 12 October 2026, 10:00 in Moscow."""
    return at_hour(date(2026, 10, 12), 10)


@pytest.fixture
def standing_clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> datetime:
    """Return `now`, at which every door stands, wherever OKNO_TEST_NOW has put the clock of the others."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    return now


def invite(name: str, *roles: str, takes_leads: bool = False) -> Employee:
    return invite_employee(
        name=name,
        email=f"{name.split()[0].lower()}@okno.test",
        roles=roles,
        hired_on=HIRED_ON,
        takes_leads=takes_leads,
        by=CONSOLE,
        at=at_hour(HIRED_ON, 9),
    )


@pytest.fixture
def owner(db: None) -> Employee:
    return invite("Olga Ownerova", Role.OWNER)


@pytest.fixture
def head(db: None) -> Employee:
    return invite("Grigory Headov", Role.HEAD_OF_SALES)


@pytest.fixture
def closer(db: None) -> Employee:
    return invite("Konstantin Closerov", Role.CLOSER, takes_leads=True)


@pytest.fixture
def other_closer(db: None) -> Employee:
    return invite("Larisa Closerova", Role.CLOSER, takes_leads=True)


@pytest.fixture
def account_manager(db: None) -> Employee:
    return invite("Anna Accountova", Role.ACCOUNT_MANAGER)


@pytest.fixture
def qualifier(db: None) -> Employee:
    return invite("Kirill Qualifierov", Role.QUALIFIER_INBOUND)


@pytest.fixture
def engineer(db: None) -> Employee:
    return invite("Egor Engineerov", Role.ENGINEER)


@pytest.fixture
def accountant(db: None) -> Employee:
    return invite("Bella Bookkeeperova", Role.ACCOUNTANT)


@pytest.fixture
def project_manager(db: None) -> Employee:
    return invite("Pavel Projectov", Role.PROJECT_MANAGER)


@pytest.fixture
def marketer(db: None) -> Employee:
    return invite("Marina Marketerova", Role.MARKETER)


@pytest.fixture
def assistant(db: None) -> Employee:
    return invite("Artyom Assistantov", Role.ASSISTANT)


def found_own_company(at: datetime) -> Company:
    """Add and return our legal entity: general VAT regime, one account."""
    company = add_company(
        name="Окно-Тест",
        legal_name="ООО «Окно-Тест»",
        inn=make_inn(1),
        kpp="960101001",
        ogrn=make_ogrn(1),
        address="г. Окск, ул. Оконная, д. 1",
        is_own=True,
        vat_regime="general",
        by=CONSOLE,
        at=at,
    )
    add_bank_account(
        company=company,
        account=make_account(1, BIK),
        bik=BIK,
        bank_name="АО «Тестбанк»",
        correspondent="30101810400000000225",
        by=CONSOLE,
        at=at,
    )
    return company


@pytest.fixture
def own_company(db: None, now: datetime) -> Company:
    """Our legal entity: general VAT regime, one account."""
    return found_own_company(now)


@pytest.fixture
def client_company(account_manager: Employee, now: datetime) -> Company:
    """«Ромашка», kept by the account manager; it becomes a client by the signing of a contract."""
    company = add_company(
        name="Ромашка",
        legal_name="ООО «Ромашка»",
        inn=make_inn(2),
        kpp="960201001",
        email="info@romashka.test",
        phone="+79000000002",
        by=CONSOLE,
        at=now,
    )
    set_manager(company=company, manager=account_manager, starts_on=date(2026, 1, 12), by=CONSOLE, at=now)
    return company


@pytest.fixture
def call_api(client: Client, now: datetime) -> Callable[..., HttpResponse]:
    """`call_api(by, "post", "/companies", {…}, scope="write", **headers)` through a fresh token of his."""

    def call(
        by: Employee, method: str, path: str, body: object = None, *, scope: str = "write", **headers: str
    ) -> HttpResponse:
        _token, secret = issue_token(owner=by, name="test", scope=scope, by=CONSOLE, at=now)
        sent: dict[str, object] = {"headers": {"Authorization": f"Bearer {secret}", **headers}}
        if method != "get":
            sent["content_type"] = "application/json"
        answer: HttpResponse = getattr(client, method)(f"/api/v1{path}", body, **sent)
        return answer

    return call


@pytest.fixture
def sign_in() -> Callable[[Client, Employee], Client]:
    """`sign_in(client, employee)`: that browser is now his."""

    def let_in(client: Client, employee: Employee) -> Client:
        assert employee.user is not None
        client.force_login(employee.user)
        return client

    return let_in
