"""Rules of pay: a month is drawn, looked at and locked, and facts go on arriving after that."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from okno.ground.kernel.dates import add_months
from okno.money.compensation.actions.draw_month import draw_month
from okno.money.compensation.actions.grant_discretionary_bonus import grant_discretionary_bonus
from okno.money.compensation.actions.hand_in_report import hand_in_report
from okno.money.compensation.actions.lock_month import lock_month
from okno.money.compensation.actions.record_advertising import record_advertising
from tests.machine.clockwork import PICKS, Clockwork, when

MONTHS_BACK = st.sampled_from([0, 0, 0, 1, 1, 2])


class Paying(Clockwork):
    # Of the other parts of the machine.
    sell_on: Callable[[int], bool]
    deliver_on: Callable[[int], bool]
    bill_months: Callable[[int, int], None]

    def month_on(self, back: int) -> date:
        return add_months(self.today.replace(day=1), -back)

    @rule(back=MONTHS_BACK)
    @when("hand_in_report")
    def a_report_is_handed_in(self, back: int) -> None:
        closer = self.world.people["closer"]
        month_on = self.month_on(back)
        self.do(hand_in_report, "closer", employee=closer, month_on=month_on, text="Whom and how")

    @rule(back=MONTHS_BACK, amount_minor=st.sampled_from([0, 300_000, 1_000_000, 1_000_001]))
    @when("judge", "slips")
    def the_head_judges(self, back: int, amount_minor: int) -> None:
        given: dict[str, Any] = {"month_on": self.month_on(back), "amount_minor": amount_minor}
        closer = self.world.people["closer"]
        self.do(grant_discretionary_bonus, "head_of_sales", employee=closer, reason="Kept his word", **given)

    @rule(back=MONTHS_BACK)
    @when("record_advertising", "slips")
    def advertising_is_recorded(self, back: int) -> None:
        given = {"month_on": self.month_on(back), "what": "Banners", "amount_minor": 100_000}
        self.do(record_advertising, "closer", employee=self.world.people["closer"], **given)

    @rule(back=MONTHS_BACK)
    @when("draw_month")
    def a_month_is_drawn(self, back: int) -> None:
        self.do(draw_month, "accountant", month_on=self.month_on(back))

    @rule(back=MONTHS_BACK)
    @when("lock_month", "open_slips")
    def a_month_is_locked(self, back: int) -> None:
        self.do(lock_month, "accountant", month_on=self.month_on(back))

    def go_on(self, pick: int) -> None:
        if not (self.sell_on(pick) or self.deliver_on(pick)):
            self.bill_months(0, 1000)
            self.do(draw_month, "accountant", month_on=self.month_on(0))
            self.do(lock_month, "accountant", month_on=self.month_on(0))
            self.at += timedelta(days=10)

    @rule(pick=PICKS)
    @when("go_on")
    def a_deal_goes_on(self, pick: int) -> None:
        self.go_on(pick)

    # Named once more, it is chosen twice as often: most of a company's days are ordinary.
    a_deal_goes_on_again = a_deal_goes_on
