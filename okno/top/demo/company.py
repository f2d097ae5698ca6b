"""The whole demo company: who, what and where at the start, then 18 months of days in their order."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from okno.ground.kernel.actors import CONSOLE, actor_of
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.dates import add_months
from okno.ground.kernel.fake_ids import make_account, make_inn, make_ogrn
from okno.ground.kernel.vat import VatRegime
from okno.records.clients.actions.add_bank_account import add_bank_account
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import BankAccount
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.models import Employee
from okno.top.demo.cast import CAST, PASSWORD
from okno.top.demo.clockwork import Clockwork, days_later, working_hour
from okno.top.demo.evenings import Evenings
from okno.top.demo.flow import plan_flow
from okno.top.demo.market import open_market
from okno.top.demo.months import Months
from okno.top.demo.names import CLIENTS
from okno.top.demo.payday import Payday, agree_plans
from okno.top.demo.promised import promise_for_these_days
from okno.top.demo.rounds import Rounds
from okno.top.demo.selling import plan_selling
from okno.top.demo.story import Path
from okno.top.demo.team import plan_team
from okno.top.demo.treasury import BANK, BIK, CORRESPONDENT, Treasury
from okno.top.demo.world import World

MONTHS = 18
WON = 60
# The last few came lately and close together: their orders are in work today.
LATE = 4
LOST = 13
# Where those who came lately stand today, and how many days ago each came.
UNDER_WAY = [
    ("approval", 15),
    ("approval", 14),
    ("asked", 13),
    ("be_qualified", 3),
    ("be_qualified", 1),
    ("be_quoted", 8),
    ("be_quoted", 6),
    ("be_sent", 12),
    ("be_accepted", 18),
    ("be_accepted", 14),
    ("be_signed", 24),
    ("be_signed", 22),
]


def found_company(until: datetime, on_progress: Callable[[datetime], None] = lambda at: None) -> World:
    """Make the demo company as it stands at `until`; the same instant gives the same company."""
    starts_at = at_hour(add_months(local_date(until).replace(day=1), -MONTHS), 9)
    people = _hire(starts_at)
    world = World(people=people, clockwork=Clockwork(until), dice=Random(f"okno {local_date(until)}"))
    account = _ourselves(people["owner"], starts_at)
    open_market(by=people["owner"], at=starts_at)
    plan_selling(world, starts_at)
    _plan_paths(world, starts_at)
    plan_flow(world)
    agree_plans(world, starts_at)
    clockwork = world.clockwork
    clockwork.plan(working_hour(local_date(starts_at), 10), Months(world).bill)
    clockwork.plan(days_later(starts_at, 4, 16), Treasury(world, account).load)
    clockwork.plan(days_later(starts_at, 1, 11), Rounds(world).go)
    clockwork.plan(
        working_hour(add_months(local_date(starts_at), 1).replace(day=2), 15), Payday(world).report
    )
    plan_team(world)
    Evenings(world).plan()
    clockwork.plan(until - timedelta(minutes=5), lambda at: promise_for_these_days(world, at))
    clockwork.run(on_progress)
    return world


def _hire(at: datetime) -> dict[str, Employee]:
    """Invite the people: the founder first, then the others; sellers report to the head of sales."""
    people: dict[str, Employee] = {}
    for part in CAST:
        people[part.key] = invite_employee(
            name=part.name,
            email=part.email,
            position=part.position,
            roles=[str(role) for role in part.roles],
            hired_on=add_months(local_date(at), -12),
            head=people.get("head") or people.get("owner"),
            takes_leads=part.takes_leads,
            password=PASSWORD,
            by=actor_of(people["owner"]) if "owner" in people else CONSOLE,
            at=at,
        )
    return people


def _ourselves(owner: Employee, at: datetime) -> BankAccount:
    company = add_company(
        name="Китеж Хостинг",
        legal_name="ООО «Китеж Хостинг» (демо)",
        inn=make_inn(1),
        kpp="960101001",
        ogrn=make_ogrn(1),
        address="Город Китеж, Светлоярский проезд, 1 (адрес вымышлен)",
        site="kitezh.example",
        email="hello@kitezh.example",
        phone="+79000000001",
        is_own=True,
        vat_regime=VatRegime.GENERAL,
        by=actor_of(owner),
        at=at,
    )
    account = make_account(1, BIK)
    return add_bank_account(
        company=company,
        account=account,
        bik=BIK,
        bank_name=BANK,
        correspondent=CORRESPONDENT,
        by=actor_of(owner),
        at=at,
    )


def _plan_paths(world: World, starts_at: datetime) -> None:
    """Leads come through all the months; what is still open began in the last two weeks."""
    days = (world.clockwork.until - starts_at).days
    for number in range(WON):
        day = number * (days - 40) // (WON - LATE) if number < WON - LATE else days - 36 + 3 * (WON - number)
        _plan(world, starts_at + timedelta(days=day), number, "")
    for index in range(LOST):
        _plan(world, starts_at + timedelta(days=world.dice.randrange(days - 60)), WON + index, "lost")
    for index, (stops_at, days_ago) in enumerate(UNDER_WAY):
        _plan(world, world.clockwork.until - timedelta(days=days_ago), WON + LOST + index, stops_at)


def _plan(world: World, at: datetime, number: int, stops_at: str) -> None:
    path = Path(world, number, CLIENTS[number], stops_at)
    world.clockwork.plan(working_hour(_day(at), 9 + number % 8, number % 60), path.come)


def _day(at: datetime) -> date:
    return local_date(at)
