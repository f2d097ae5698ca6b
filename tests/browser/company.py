"""The small company that the journey walks through, made by actions; all its names are Latin letters.

So a Cyrillic letter on an English page can only be a sentence that nobody translated.
"""

from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module

from django.apps import apps
from django.db import connection

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.fake_ids import make_account, make_inn, make_ogrn
from okno.money.compensation.models import EarningLine, Payslip
from okno.money.compensation.tests.cast import rule_of_pay
from okno.records.catalog.models import Configuration, Location
from okno.records.catalog.tests.cast import a_configuration
from okno.records.clients.actions.add_bank_account import add_bank_account
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import Company
from okno.records.relations.actions.set_manager import set_manager
from okno.records.resources.tests.cast import a_place
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.models import Employee, Role

PASSWORD = "only-for-tests"
BIK = "044525225"
HIRED_ON = date(2024, 1, 9)
LONG_AGO = at_hour(date(2025, 1, 9), 9)


@dataclass(frozen=True)
class SmallCompany:
    """`violet` is a client of long ago that the closer keeps; `far` is only planned."""

    owner: Employee
    head: Employee
    closer: Employee
    engineer: Employee
    accountant: Employee
    seller: Company
    violet: Company
    server: Configuration
    near: Location
    far: Location


def small_company() -> SmallCompany:
    owner = _invite("Olga Ownerova", Role.OWNER)
    closer = _invite("Konstantin Closerov", Role.CLOSER, Role.ACCOUNT_MANAGER, takes_leads=True)
    who = {"by": owner, "at": LONG_AGO}
    violet = add_company(name="Violet Ltd", inn=make_inn(7), **who)
    set_manager(company=violet, manager=closer, starts_on=LONG_AGO.date(), **who)
    engineer = _invite("Egor Engineerov", Role.ENGINEER)
    rule_of_pay(closer)
    return SmallCompany(
        owner=owner,
        head=_invite("Grigory Headov", Role.HEAD_OF_SALES),
        closer=closer,
        engineer=engineer,
        accountant=_invite("Bella Bookkeeperova", Role.ACCOUNTANT),
        seller=_seller(owner, LONG_AGO),
        violet=violet,
        server=a_configuration(one_off_minor=0),
        near=a_place(),
        far=a_place(code="dc-2", coverage="planned"),
    )


def forget_locked_months() -> None:
    """The database itself keeps a locked payslip from changing; the end of a test must empty it even so."""
    kept = import_module("okno.money.compensation.migrations.0001_initial")
    with connection.schema_editor() as editor:
        kept.permit(apps, editor)
    EarningLine.objects.all().delete()
    Payslip.objects.all().delete()
    with connection.schema_editor() as editor:
        kept.forbid(apps, editor)


def _invite(name: str, *roles: str, takes_leads: bool = False) -> Employee:
    employee = invite_employee(
        name=name,
        email=f"{name.split()[0].lower()}@okno.test",
        roles=roles,
        hired_on=HIRED_ON,
        takes_leads=takes_leads,
        by=CONSOLE,
        at=at_hour(HIRED_ON, 9),
    )
    assert employee.user is not None
    employee.user.set_password(PASSWORD)
    employee.user.save()
    return employee


def _seller(by: Employee, at: datetime) -> Company:
    seller = add_company(
        name="Okno Test",
        legal_name="Okno Test LLC",
        inn=make_inn(1),
        kpp="960101001",
        ogrn=make_ogrn(1),
        address="Oksk, Okonnaya 1",
        is_own=True,
        vat_regime="general",
        by=by,
        at=at,
    )
    add_bank_account(
        company=seller,
        account=make_account(1, BIK),
        bik=BIK,
        bank_name="Testbank",
        correspondent="30101810400000000225",
        by=by,
        at=at,
    )
    return seller
