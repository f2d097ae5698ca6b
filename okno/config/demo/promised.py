"""What the sellers have promised for these days, so that the day has something in it."""

from datetime import datetime, timedelta

from okno.clients.models import Company
from okno.config.demo.world import World
from okno.kernel.clock import at_hour, local_date
from okno.kernel.workdays import add_working_days
from okno.promises.actions.keep_promise import keep_promise
from okno.promises.actions.make_promise import make_promise

WORDS = [
    "Прислать сравнение двух площадок",
    "Перезвонить после совещания у клиента",
    "Показать отчёт о доступности за квартал",
    "Согласовать окно для переноса базы",
    "Ответить по счёту за прошлый месяц",
    "Прислать варианты с ценами на год",
]
SELLERS = ("head", "anna", "boris", "vera")
DAYS_AHEAD = (-1, 0, 0, 1, 3)


def promise_for_these_days(world: World, at: datetime) -> None:
    """Each seller has one promise overdue, two for today or the next working day, and some for later."""
    on = local_date(at)
    clients = list(Company.objects.clients().order_by("pk"))
    made_at = at_hour(add_working_days(on, -3), 10)
    for person, key in enumerate(SELLERS):
        owner = world.people[key]
        for index, ahead in enumerate(DAYS_AHEAD):
            due_on = add_working_days(on, ahead) if ahead else add_working_days(add_working_days(on, -1), 1)
            number = person * len(DAYS_AHEAD) + index
            promise = make_promise(
                what=WORDS[number % len(WORDS)],
                owner=owner,
                due_at=at_hour(due_on, 12 + index),
                company=clients[number * 2 % len(clients)],
                by=owner,
                at=made_at,
            )
            if number % 9 == 8:
                keep_promise(promise=promise, by=owner, at=at - timedelta(hours=20))
