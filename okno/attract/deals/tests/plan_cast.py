"""Deals with dates and a team, for the tests of plans and forecasts."""

from datetime import date

from okno.attract.deals.actions.win_deal import win_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.leads.models import Lead
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.fake_ids import make_inn
from okno.records.clients.actions.add_company import add_company
from okno.team.people.models import Employee

BEGAN_AT = at_hour(date(2026, 9, 1), 10)


def a_dated_deal(
    number: int,
    owner: Employee | None,
    monthly_minor: int | None,
    expected_on: date | None = None,
    *,
    stage: str = "proposal",
    is_committed: bool = False,
    seller: Employee,
) -> Deal:
    """Of a company of its own; nobody's when `owner` is None."""
    company = add_company(name=f"Client {number}", inn=make_inn(500 + number), by=CONSOLE, at=BEGAN_AT)
    deal = an_open_deal(company, seller, at=BEGAN_AT, monthly_minor=monthly_minor)
    Deal.objects.filter(pk=deal.pk).update(
        owner=owner, expected_on=expected_on, stage=stage, is_committed=is_committed
    )
    Lead.objects.filter(deal=deal).update(assigned_to=owner, brought_by=owner)
    return Deal.objects.get(pk=deal.pk)


def a_won_deal(number: int, owner: Employee, monthly_minor: int | None, on: date) -> Deal:
    deal = a_dated_deal(number, owner, monthly_minor, seller=owner)
    return win_deal(deal=deal, signed_on=on, by=owner, at=at_hour(on, 15))
