"""The small company with a pipeline: deals that stand since days, and a stage that asks for something."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.actions.win_deal import win_deal
from okno.attract.deals.models import Deal, PipelineStage
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.leads.models import Lead
from okno.attract.leads.tests.cast import a_lead
from okno.ground.directory.actions.change_item import change_item
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.money.plans.actions.set_sales_plan import set_sales_plan
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import Company
from okno.records.relations.actions.set_manager import set_manager
from okno.team.people.actions.invite_employee import invite_employee
from okno.team.people.models import Employee, Role
from tests.browser.company import HIRED_ON, PASSWORD, SmallCompany, small_company

THURSDAY, NOVEMBER = date(2026, 10, 15), date(2026, 11, 30)
NOW, MONDAY = at_hour(THURSDAY, 10), at_hour(date(2026, 10, 12), 10)


@dataclass(frozen=True)
class Pipeline:
    """Since Monday `aster` and `clover`, without a sum, stand at Qualification, `briar` at Proposal."""

    company: SmallCompany
    kira: Employee
    aster: Deal
    briar: Deal
    clover: Deal


def pipeline() -> Pipeline:
    company = small_company()
    closer = company.closer
    aster = _deal("Aster Ltd", closer, "Two servers", 20_000_00)
    briar = _deal("Briar Ltd", closer, "A rack", 30_000_00)
    clover = _deal("Clover Ltd", closer, "A firewall", None)
    move_deal(deal=briar, stage="proposal", by=closer, at=MONDAY)
    negotiation = PipelineStage.objects.get(code="negotiation")
    asked = ["monthly_sum", "expected_date"]
    change_item(item=negotiation, conditions=asked, by=company.head, at=MONDAY)
    return Pipeline(company, _kira(), aster, briar, clover)


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


def _deal(name: str, owner: Employee, title: str, monthly_minor: int | None) -> Deal:
    return an_open_deal(
        a_client(name, owner, MONDAY), owner, at=MONDAY, title=title, monthly_minor=monthly_minor
    )


def a_client(name: str, keeper: Employee, at: datetime) -> Company:
    company = add_company(name=name, by=keeper, at=at)
    set_manager(company=company, manager=keeper, starts_on=at.date(), by=CONSOLE, at=at)
    return company


def three_held_leads(cast: Pipeline) -> None:
    """A robot's, by one door: nobody was given them."""
    for number in range(3):
        named = {"name": f"Robot {number}", "email": f"robot-{number}@robots.test"}
        robot = a_lead(by=cast.company.head, at=NOW, **named)
        Lead.objects.filter(pk=robot.pk).update(assignment_rule=Lead.Rule.QUARANTINED, assigned_to=None)


def weeks_of_work(cast: Pipeline) -> None:
    """A plan, six weeks of leads, one of them won and one lost: each chart has what to draw."""
    closer, head = cast.company.closer, cast.company.head
    for week in range(1, 7):
        at = MONDAY - timedelta(weeks=week)
        for number in range(3):
            client = a_client(f"Week {week} {number} Ltd", closer, at)
            deal = an_open_deal(client, closer, at=at, title="A server", monthly_minor=10_000_00)
    lose_deal(deal=deal, reason="price", attitude="cold", by=closer, at=MONDAY)
    win_deal(deal=cast.briar, signed_on=MONDAY.date(), by=closer, at=MONDAY)
    month = {"span": "month", "starts_on": date(2026, 10, 1), "by": head, "at": MONDAY}
    set_sales_plan(employee=closer, target_minor=100_000_00, **month)
