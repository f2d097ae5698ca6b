"""The end of each working day: fresh statuses, and the day is closed by nearly everybody."""

from datetime import datetime

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.workdays import add_working_days
from okno.records.relations.actions.close_day import close_day
from okno.records.relations.actions.set_status import set_status
from okno.records.relations.day import left_to_close
from okno.top.demo.clockwork import days_later, working_hour
from okno.top.demo.world import World

# Earlier evenings are not told: the pages look back a few weeks.
EVENINGS = 12
SELLERS = ("anna", "boris", "vera")
FORGETS = "vera"


class Evenings:
    """The sellers close their days; on the last evening one of them forgot."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.last_on = add_working_days(local_date(world.clockwork.until), -1)

    def plan(self) -> None:
        first = add_working_days(self.last_on, 1 - EVENINGS)
        self.world.clockwork.plan(working_hour(first, 18, 10), self.go)

    def go(self, at: datetime) -> None:
        on = local_date(at)
        if on > self.last_on:
            return
        for key in SELLERS:
            if not (key == FORGETS and on == self.last_on):
                self._close(key, at)
        self.world.clockwork.plan(days_later(at, 1, 18, 10), self.go)

    def _close(self, key: str, at: datetime) -> None:
        employee, on = self.world.people[key], local_date(at)
        for company in left_to_close(employee, on):
            set_status(
                company=company,
                status_text=company.status_text or "Договорились, идём по плану",
                next_step=company.next_step or "Позвонить, узнать, всё ли хорошо",
                next_step_on=add_working_days(on, self.world.dice.randint(2, 15)),
                by=actor_of(employee),
                at=at,
            )
        close_day(on=on, by=actor_of(employee), at=at)
