"""One client walks the whole thread through pages, each role with its own hands in its own browser."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext

from okno.deliver.delivery.models import Order
from okno.ground.kernel.clock import at_hour
from okno.team.people.models import Employee
from tests.browser import PATIENCE
from tests.browser.company import SmallCompany, forget_locked_months, small_company
from tests.browser.thread import attract, charge, deliver, payday, pick_up, quote
from tests.browser.walker import WIDE, Walker

pytestmark = pytest.mark.django_db(transaction=True)
Meet = Callable[[Employee | None], Walker]


class Clock:
    """What the doors read instead of the machine's clock; no two readings are the same instant."""

    def __init__(self) -> None:
        self.now = at_hour(date(2026, 10, 5), 10)

    def read(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def come(self, month: int, day: int, hour: int = 10) -> None:
        self.now = at_hour(date(2026, month, day), hour)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.read)
    return clock


@pytest.fixture
def meet(browser: Browser, live_server: Any, axe: Callable[..., None], clock: Clock) -> Iterator[Meet]:
    """`meet(employee)`: signed in, in a browser of his own; `meet(None)`: a visitor with a link."""
    contexts: list[BrowserContext] = []

    def open_for(employee: Employee | None) -> Walker:
        context = browser.new_context(
            base_url=live_server.url, locale="ru-RU", viewport=WIDE, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        walker = Walker(context.new_page(), axe)
        if employee:
            walker.sign_in(employee)
        return walker

    yield open_for
    for context in contexts:
        context.close()


@pytest.fixture
def cast(clock: Clock) -> Iterator[SmallCompany]:
    yield small_company()
    forget_locked_months()


def test_the_thread_from_first_touch_to_payday(cast: SmallCompany, meet: Meet, clock: Clock):
    head, closer, engineer, accountant = (
        meet(who) for who in (cast.head, cast.closer, cast.engineer, cast.accountant)
    )
    lead = attract.a_lead_by_hand(head, cast)
    attract.a_lead_by_token(head, meet(cast.owner), cast)
    deal = attract.it_is_qualified(closer, lead)
    attract.the_board_is_dragged(closer, deal)

    offered = quote.it_is_drafted(closer, deal, cast)
    quote.it_cannot_be_sent(closer, offered)
    quote.its_price_is_approved(closer, head, offered)
    quote.it_can_be_delivered(closer, engineer, offered)
    quote.the_client_accepts(meet(None), quote.it_is_sent(closer, offered))

    contract = deliver.the_contract_is_signed(closer, offered)
    order = Order.objects.get(contract=contract)
    deliver.the_order_waits(engineer, order)
    clock.come(10, 9)
    deliver.the_statement_pays(accountant, contract, cast)
    deliver.the_order_is_done(engineer, order)
    clock.come(10, 12, 17)
    deliver.the_client_accepts_it(closer, order, contract)

    clock.come(11, 2)
    # A session lives two weeks.
    for walker, who in ((head, cast.head), (closer, cast.closer), (accountant, cast.accountant)):
        walker.sign_in(who)
    client = contract.company
    charge.november_is_billed(accountant, client)
    charge.a_payment_is_placed_by_a_key(accountant, client, cast)

    payday.the_report_is_handed_in(closer)
    payslip = payday.october_is_drawn(accountant, head, cast)
    payday.it_is_opened_down_to_the_payment(closer, payslip)
    payday.it_is_locked(accountant, payslip)

    pick_up.the_day_is_written_down(closer, client)
    pick_up.the_day_is_seen(head, closer, client)
    pick_up.everything_is_found(head)
    things = (client, lead, deal, offered, contract, order, payslip)
    pick_up.nothing_is_left_in_russian(
        head, ["/", "/deals/", *(thing.get_absolute_url() for thing in things)]
    )
    pick_up.the_theme_is_switched(head)
