"""What happens every working day unasked: engineers do the next step, managers take what is ready."""

from datetime import datetime, timedelta

from okno.attract.quotes.actions.expire_quotes import expire_quotes
from okno.deliver.delivery.actions.accept_order import accept_order
from okno.deliver.delivery.actions.complete_step import complete_step
from okno.deliver.delivery.actions.start_order import start_order
from okno.deliver.delivery.models import Order, OrderStep
from okno.ground.kernel.actors import CLOCK, actor_of
from okno.ground.kernel.clock import local_date
from okno.team.people.models import Role
from okno.team.promises.actions.report_overdue import report_overdue
from okno.top.demo.clockwork import days_later
from okno.top.demo.world import World

DAYS_LEFT_STUCK = 25
STEPS_A_DAY = 3
SLOW = 9


class Rounds:
    """One round a working day; some of what began lately stays stuck, so that something is at risk."""

    def __init__(self, world: World) -> None:
        self.world = world

    def go(self, at: datetime) -> None:
        for order in Order.objects.filter(status=Order.Status.READY):
            start_order(order=order, by=actor_of(self.world.people["egor"]), at=at)
        started = Order.objects.filter(status=Order.Status.STARTED).select_related("company", "contract")
        for order in started.order_by("pk"):
            if not self._is_stuck(order, at):
                self._work_on(order, at)
        expire_quotes(by=CLOCK, at=at)
        report_overdue(by=CLOCK, at=at)
        self.world.clockwork.plan(days_later(at, 1, 11), self.go)

    def _is_stuck(self, order: Order, at: datetime) -> bool:
        """Return whether it is the last order started before the end, which waits for a late delivery."""
        last = self.world.clockwork.until - timedelta(days=DAYS_LEFT_STUCK)
        return order.started_at is not None and order.started_at > last and order.pk % 2 == 0

    def _work_on(self, order: Order, at: datetime) -> None:
        """Do a few steps of an order a day, in their turn; after the last one the client accepts the work."""
        a_day = 1 if order.pk % SLOW == 0 else STEPS_A_DAY
        for step in order.steps.filter(done_at__isnull=True).order_by("position")[:a_day]:
            self._do(step, order, at)
        if order.steps.filter(done_at__isnull=True).exists():
            return
        manager = order.company.manager_terms.get(ends_on__isnull=True).manager
        accept_order(
            order=Order.objects.get(pk=order.pk),
            accepted_on=local_date(at),
            accepted_by_name="по письму клиента",
            by=actor_of(manager),
            at=at + timedelta(hours=3),
        )

    def _do(self, step: OrderStep, order: Order, at: datetime) -> None:
        people = self.world.people
        by = {Role.ENGINEER: people["zhanna"], Role.PROJECT_MANAGER: people["ivan"]}.get(Role(step.role))
        if by is None:
            by = order.company.manager_terms.get(ends_on__isnull=True).manager
        complete_step(step=step, by=actor_of(by), at=at + timedelta(hours=1, minutes=step.position))
