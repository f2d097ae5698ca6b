"""What the machine plays with: a company of five people, three deals, little capacity, one pay plan."""

from dataclasses import dataclass, field
from datetime import date, datetime

from okno.attract.deals.models import Deal
from okno.attract.quotes.tests.cast import a_company, a_deal
from okno.ground.kernel.clock import at_hour
from okno.money.compensation.actions.agree_plan import agree_plan
from okno.money.compensation.amounts import reference_plan
from okno.records.catalog.models import Configuration, Location
from okno.records.catalog.tests.cast import a_configuration, a_location, somebody
from okno.records.clients.models import Company
from okno.records.resources.actions.set_capacity import set_capacity
from okno.records.resources.tests.cast import a_place
from okno.team.people.models import Employee
from okno.top.tools.invariant_runner import Breach

BEGINS_AT = at_hour(date(2026, 10, 1), 10)


class Broken(AssertionError):
    """The base is not sound any more."""

    def __init__(self, found: list[Breach]) -> None:
        super().__init__("; ".join(f"{one.invariant.name} {one.id}: {one.detail}" for one in found))
        self.names = {one.invariant.name for one in found}


@dataclass
class World:
    """Where every example begins; the machine takes back whatever it did to it."""

    people: dict[str, Employee] = field(default_factory=dict)
    configurations: list[Configuration] = field(default_factory=list)
    places: list[Location] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    seller: Company | None = None


def small_world(seller: Company) -> World:
    """Two servers are free here and one more is planned there; a consultation takes nothing physical."""
    world = World(seller=seller)
    roles = ("owner", "head_of_sales", "closer", "account_manager", "engineer", "accountant")
    world.people = {role: somebody(role) for role in roles}
    world.places = [
        a_place(capacity=2),
        a_place(capacity=1, code="dc-2", coverage="planned"),
        a_location(code="dc-3", coverage=None),
    ]
    world.configurations = [
        a_configuration(),
        a_configuration(code="consultation", resource_kind="", monthly_minor=1_500_000),
        a_configuration(code="riddle", cost_minor=None),
    ]
    engineer = world.people["engineer"]
    set_capacity(location=world.places[2], kind="server", total=1, by=engineer, at=BEGINS_AT)
    for number in (71, 72, 73):
        deal = a_deal(company=a_company(number=number), owner=world.people["closer"], at=BEGINS_AT)
        world.deals.append(deal)
    _agree_pay(world.people["closer"], world.people["owner"], BEGINS_AT)
    return world


def _agree_pay(person: Employee, owner: Employee, at: datetime) -> None:
    starts_on = date(2026, 9, 1)
    agree_plan(
        name="Reference plan",
        employee=person,
        components=reference_plan(starts_on),
        agreed_on=starts_on,
        starts_on=starts_on,
        by=owner,
        at=at,
    )
