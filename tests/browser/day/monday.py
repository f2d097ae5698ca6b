"""The small company on the eve of a working Monday: what waits for one manager, and with whom."""

from dataclasses import dataclass
from datetime import date, datetime

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.actions.become_client import become_client
from okno.records.clients.models import Company
from okno.records.relations.actions.close_day import close_day
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.records.relations.actions.set_manager import set_manager
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.models import Employee, Role
from okno.team.promises.actions.make_promise import make_promise
from tests.browser.company import HIRED_ON, LONG_AGO, PASSWORD, SmallCompany, small_company

MONDAY = date(2026, 10, 5)
MORNING = at_hour(MONDAY, 9)
THURSDAY, FRIDAY = at_hour(date(2026, 10, 1), 12), at_hour(date(2026, 10, 2), 18)


@dataclass(frozen=True)
class Monday:
    """`kira` sits opposite: she gave `clover` away on Friday and gets `briar` today."""

    company: SmallCompany
    kira: Employee
    violet: Company
    aster: Company
    briar: Company
    clover: Company


def eve_of_monday() -> Monday:
    company = small_company()
    kira = _kira()
    closer = company.closer
    violet = _client(company.violet, company.owner)
    aster, briar = (_kept(name, closer, company.owner) for name in ("Aster Ltd", "Briar Ltd"))
    # Kira keeps one more, and so has a day to close.
    clover, _dahlia = (_kept(name, kira, company.owner) for name in ("Clover Ltd", "Dahlia Ltd"))
    for what, due_at, whose in (
        ("Send the price list", at_hour(date(2026, 10, 2), 17), violet),
        ("Call the accountant back", at_hour(MONDAY, 12), clover),
        ("Order the certificate", at_hour(MONDAY, 15), None),
        ("Show the new panel", at_hour(MONDAY, 16), aster),
    ):
        make_promise(what=what, owner=closer, due_at=due_at, company=whose, by=closer, at=THURSDAY)
    hand_over_client(company=clover, receiver=closer, note="Likes short letters", by=kira, at=FRIDAY)
    for seller in (closer, kira):
        close_day(on=FRIDAY.date(), by=seller, at=FRIDAY)
    return Monday(company, kira, violet, aster, briar, clover)


def _kira() -> Employee:
    kira = invite_employee(
        name="Kira Keeperova",
        email="kira@okno.test",
        roles=(Role.CLOSER, Role.ACCOUNT_MANAGER),
        hired_on=HIRED_ON,
        by=CONSOLE,
        at=at_hour(HIRED_ON, 9),
    )
    assert kira.user is not None
    kira.user.set_password(PASSWORD)
    kira.user.save()
    return kira


def _kept(name: str, manager: Employee, by: Employee) -> Company:
    company = add_company(name=name, by=by, at=LONG_AGO)
    set_manager(company=company, manager=manager, starts_on=LONG_AGO.date(), by=by, at=LONG_AGO)
    return _client(company, by)


def _client(company: Company, by: Employee) -> Company:
    return become_client(company=company, on=LONG_AGO.date(), by=by, at=LONG_AGO)


def at_time(hour: int, minute: int = 0) -> datetime:
    return at_hour(MONDAY, hour, minute)
