"""How a client is kept after the signing: a talk every month or two, and sometimes a farewell."""

from datetime import datetime

from okno.billing.actions.end_service import end_service
from okno.billing.models import RunningService
from okno.clients.actions.set_status import set_status
from okno.clients.models import Company
from okno.config.demo.clockwork import days_later
from okno.config.demo.world import World
from okno.journal.actions.write_note import write_note
from okno.people.models import Employee

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
            by=manager,
            at=at,
        )
        self.world.clockwork.plan(days_later(at, 12, 15), self.talk)

    def talk(self, at: datetime) -> None:
        """The manager talks with the client and writes how he does; now and then forgets the status."""
        dice = self.world.dice
        manager = self.company.managements.get(ends_on__isnull=True).manager
        text, step = dice.choice(STATUSES)
        kind = dice.choice(["call", "meeting", "note"])
        write_note(company=self.company, kind=kind, text=text, by=manager, at=at)
        again = dice.randint(25, 70)
        if dice.random() < 0.9:
            set_status(
                company=self.company,
                status_text=text,
                next_step=step,
                next_step_on=days_later(at, again + 3, 12).date(),
                by=manager,
                at=at,
            )
        if self.number % LEAVES == LEAVES - 1 and (at - self.signed_at).days > LEAVES_AFTER_DAYS:
            self._leave(manager, at)
        else:
            self.world.clockwork.plan(days_later(at, again, dice.randint(9, 17)), self.talk)

    def _leave(self, manager: Employee, at: datetime) -> None:
        """The services end with the month that is invoiced already, and the door stays open."""
        for service in RunningService.objects.filter(company=self.company):
            end_service(
                service=service,
                ends_on=service.billed_through_on,
                reason="Закрыли направление, сервер больше не нужен",
                by=self.world.people["kira"],
                at=at,
            )
        text = "Попрощались по-доброму, вернёмся весной."
        write_note(company=self.company, kind="call", text=text, by=manager, at=at)
