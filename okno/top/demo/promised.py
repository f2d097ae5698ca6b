"""What the sellers have promised for these days, so that the day has something in it."""

from datetime import datetime, timedelta

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.workdays import add_working_days
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.move_promise import move_promise
from okno.team.promises.models import Promise
from okno.top.demo.world import World

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
    """Give each seller one promise overdue, two for today or the next working day, and some for later."""
    on = local_date(at)
    _among_ourselves(world, at)
    yesterday = add_working_days(on, -1)
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
                by=actor_of(owner),
                at=made_at,
            )
            if number % 9 == 4:
                _slip(promise, owner, at_hour(yesterday, 15, index))
            if number % 9 == 8:
                keep_promise(promise=promise, by=actor_of(owner), at=at_hour(yesterday, 16, index))


def _slip(promise: Promise, owner: Employee, at: datetime) -> None:
    move_promise(
        promise=promise,
        to_at=promise.due_at + timedelta(days=2),
        reason="Клиент не прислал доступы, начать не с чем",
        cause="client",
        by=actor_of(owner),
        at=at,
    )


def _among_ourselves(world: World, at: datetime) -> None:
    """Make promises between colleagues, and ask what one client is still to be asked about."""
    anna, egor, on = world.people["anna"], world.people["egor"], local_date(at)
    theirs = list(Company.objects.clients().managed_by(anna).order_by("-pk")[:2])
    made_at, due_at = at_hour(add_working_days(on, -2), 11), at_hour(add_working_days(on, 1), 15)
    for number, company in enumerate(theirs):
        question = make_promise(
            what="Понять, зачем клиенту вторая площадка"
            if number
            else "Понять, что клиент назвал «медленно»",
            owner=anna,
            due_at=due_at,
            company=company,
            kind=Promise.Kind.CLARIFY,
            by=actor_of(anna),
            at=made_at,
        )
        if number == 0:
            outcome = "Ему нужны не диски побыстрее, а отчёты к девяти утра"
            keep_promise(
                promise=question, outcome=outcome, by=actor_of(anna), at=at_hour(add_working_days(on, -1), 17)
            )
    make_promise(
        what="Проверить, хватит ли портов под новых клиентов",
        owner=egor,
        due_at=due_at,
        colleague=anna,
        by=actor_of(egor),
        at=made_at,
    )
