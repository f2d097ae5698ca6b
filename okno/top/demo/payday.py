"""Pay: the plans agreed at the start, then every month a report, a judgement, a draw and a lock."""

from datetime import date, datetime, timedelta

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import add_months
from okno.money.compensation.actions.agree_plan import agree_plan
from okno.money.compensation.actions.draw_month import draw_month
from okno.money.compensation.actions.grant_discretionary_bonus import grant_discretionary_bonus
from okno.money.compensation.actions.hand_in_report import hand_in_report
from okno.money.compensation.actions.lock_month import lock_month
from okno.money.compensation.actions.record_advertising import record_advertising
from okno.money.compensation.amounts import Component, ComponentKind, reference_plan
from okno.top.demo.clockwork import working_hour
from okno.top.demo.world import World

SELLERS = ("anna", "boris", "vera")
# What the others are paid a month, in kopecks: a base and nothing else.
BASES = {
    "head": 180_000_00,
    "gleb": 60_000_00,
    "darya": 60_000_00,
    "egor": 110_000_00,
    "zhanna": 110_000_00,
    "ivan": 95_000_00,
    "kira": 90_000_00,
    "lev": 85_000_00,
    "maria": 55_000_00,
}
PRAISE = "За порядок в делах и быстрые ответы клиентам"


def agree_plans(world: World, at: datetime) -> None:
    """Sellers have the provider's plan (E2), everybody else a base."""
    on = local_date(at)
    for key in SELLERS:
        _agree(world, key, "Оплата продавца", reference_plan(on), at)
    for key, amount_minor in BASES.items():
        base = Component(ComponentKind.BASE, on, amount_minor=amount_minor)
        _agree(world, key, "Оклад", (base,), at)


def _agree(world: World, key: str, name: str, components: tuple[Component, ...], at: datetime) -> None:
    agree_plan(
        name=name,
        components=components,
        agreed_on=local_date(at),
        starts_on=local_date(at),
        employee=world.people[key],
        by=actor_of(world.people["owner"]),
        at=at,
    )


class Payday:
    """One month after another; the last whole month is drawn and waits for its lock."""

    def __init__(self, world: World) -> None:
        self.world = world

    def report(self, at: datetime) -> None:
        """Send the sellers' reports of the month before; now and then one is missing."""
        month_on = self._month_before(at)
        for number, key in enumerate(SELLERS):
            if (month_on.month + number) % 8:
                seller = self.world.people[key]
                text = "Кого привёл, откуда и сколько времени ушло: по списку сделок месяца."
                hand_in_report(employee=seller, month_on=month_on, text=text, by=actor_of(seller), at=at)
        if month_on.month % 3 == 0:
            vera = self.world.people["vera"]
            record_advertising(
                employee=vera,
                month_on=month_on,
                what="Объявления в справочнике",
                amount_minor=6_000_00,
                by=actor_of(vera),
                at=at,
            )
        self.world.clockwork.plan(working_hour((at + timedelta(days=3)).date(), 12), self.draw)

    def draw(self, at: datetime) -> None:
        """Grant the bonuses and calculate the payroll; two days later the month is locked."""
        month_on = self._month_before(at)
        for number, key in enumerate(SELLERS):
            grant_discretionary_bonus(
                employee=self.world.people[key],
                month_on=month_on,
                amount_minor=(number + month_on.month) % 5 * 2_000_00,
                reason=PRAISE,
                by=actor_of(self.world.people["head"]),
                at=at,
            )
        draw_month(month_on=month_on, by=actor_of(self.world.people["kira"]), at=at)
        if add_months(month_on, 2) <= local_date(self.world.clockwork.until):
            self.world.clockwork.plan(at + timedelta(days=2), self.lock)
        self.world.clockwork.plan(working_hour(add_months(month_on, 2).replace(day=2), 15), self.report)

    def lock(self, at: datetime) -> None:
        lock_month(month_on=self._month_before(at), by=actor_of(self.world.people["kira"]), at=at)

    def _month_before(self, at: datetime) -> date:
        return add_months(local_date(at).replace(day=1), -1)
