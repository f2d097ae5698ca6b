"""How a client is kept after the signing: a talk every month or two, and sometimes a farewell."""

from datetime import datetime

from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.actors import actor_of
from okno.money.invoicing.actions.end_service import end_service
from okno.money.invoicing.models import Subscription
from okno.records.clients.models import Company
from okno.records.relations.actions.set_status import set_status
from okno.team.people.models import Employee
from okno.top.demo.clockwork import days_later
from okno.top.demo.world import World

# One client in so many leaves, once he has been with us this long.
LEAVES = 9
LEAVES_AFTER_DAYS = 240

STATUSES = [
    ("Всё работает, вопросов нет", "Позвонить, спросить о планах на квартал"),
    ("Просят скидку, держим цену", "Показать, что входит в стоимость"),
    ("Думают о втором сервере", "Прислать варианты с ценами"),
    ("Был сбой, извинились, разобрали", "Узнать, доволен ли разбором"),
    ("Сменился директор, знакомимся заново", "Встретиться с новым директором"),
]


class Keeping:
    """One client from the signing on."""

    def __init__(self, world: World, company: Company, number: int, signed_at: datetime) -> None:
        self.world = world
        self.company = company
        self.number = number
        self.signed_at = signed_at

    def begin(self, manager: Employee | None, at: datetime) -> None:
        set_status(
            company=self.company,
            status_text="Договор подписан, ждём оплату и запуск",
            next_step=STATUSES[self.number % len(STATUSES)][1],
            next_step_on=days_later(at, 14, 12).date(),
            by=actor_of(manager),
            at=at,
        )
        self.world.clockwork.plan(days_later(at, 12, 15), self.talk)

    def talk(self, at: datetime) -> None:
        """Write down a talk with the client and how they are; now and then the status is forgotten."""
        dice = self.world.dice
        manager = self.company.manager_terms.get(ends_on__isnull=True).manager
        text, step = dice.choice(STATUSES)
        kind = dice.choice(["call", "meeting", "note"])
        write_note(company=self.company, kind=kind, text=text, by=actor_of(manager), at=at)
        again = dice.randint(25, 70)
        if dice.random() < 0.9:
            set_status(
                company=self.company,
                status_text=text,
                next_step=step,
                next_step_on=days_later(at, again + 3, 12).date(),
                by=actor_of(manager),
                at=at,
            )
        if self.number % LEAVES == LEAVES - 1 and (at - self.signed_at).days > LEAVES_AFTER_DAYS:
            self._leave(manager, at)
        else:
            self.world.clockwork.plan(days_later(at, again, dice.randint(9, 17)), self.talk)

    def _leave(self, manager: Employee, at: datetime) -> None:
        """End the services with the month that is invoiced already; the door stays open."""
        for service in Subscription.objects.filter(company=self.company):
            end_service(
                service=service,
                ends_on=service.billed_through_on,
                reason="Закрыли направление, сервер больше не нужен",
                by=actor_of(self.world.people["kira"]),
                at=at,
            )
        text = "Попрощались по-доброму, вернёмся весной."
        write_note(company=self.company, kind="call", text=text, by=actor_of(manager), at=at)
