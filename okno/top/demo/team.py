"""Who is away, who is on call, who handed whom over: what makes these days of the company alive."""

from datetime import date, datetime, timedelta

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import at_hour, local_date
from okno.ground.kernel.workdays import add_working_days
from okno.records.clients.actions.change_contact import change_contact
from okno.records.clients.actions.forbid_contact import forbid_contact
from okno.records.clients.actions.send_letter import send_letter
from okno.records.clients.actions.set_season import set_season
from okno.records.clients.models import Company
from okno.records.relations.actions.acknowledge_handover import acknowledge_handover
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.team.people.actions.announce_absence import announce_absence
from okno.team.people.actions.set_duty import set_duty
from okno.team.people.models import Employee
from okno.top.demo.clockwork import days_later
from okno.top.demo.world import World

# Who, what, from and until in days from today, who stands in.
AWAY = [
    ("gleb", "vacation", -45, -32, "darya"),
    ("zhanna", "trip", -12, -10, "egor"),
    ("boris", "sick", -1, 5, "anna"),
    ("head", "vacation", 20, 33, "owner"),
    ("lev", "vacation", 40, 53, "maria"),
]
ON_CALL = ("egor", "anna", "vera")
SEASONS = [([11, 12], [1, 5]), ([3, 4, 9], [7, 8]), ([6, 7, 8], [12, 1, 2])]
HABITS: list[dict[str, object]] = [
    {"channel": "voice", "quiet_from": "13:00", "quiet_until": "15:00"},
    {"channel": "mail"},
    {"channel": "messenger", "quiet_from": "18:00", "quiet_until": "10:00"},
]
LETTER = "Здравствуйте!\n\nПосмотрели вашу нагрузку за месяц: дисков хватит до весны. Расширить заранее?\n\n"


def plan_team(world: World) -> None:
    """Announce absences beforehand, as people do, around today."""
    until = world.clockwork.until
    for key, kind, first, last, substitute in AWAY:
        starts_on = local_date(until) + timedelta(days=first)
        ends_on = local_date(until) + timedelta(days=last)
        known_on = starts_on if kind == "sick" else min(starts_on, local_date(until)) - timedelta(days=30)
        plan_absence(world, key, kind, (starts_on, ends_on), substitute, at_hour(known_on, 9, 20))
    world.clockwork.plan(at_hour(local_date(until) - timedelta(days=28), 12), lambda at: _duty(world, at))
    world.clockwork.plan(days_later(until, -21, 16), lambda at: _learn_habits(world, at))
    world.clockwork.plan(days_later(until, -16, 15), lambda at: _hand_over(world, at, 0))
    yesterday = add_working_days(local_date(until), -1)
    world.clockwork.plan(at_hour(yesterday, 15), lambda at: _hand_over(world, at, 1))
    world.clockwork.plan(at_hour(yesterday, 16), lambda at: _write(world, at))


def plan_absence(
    world: World, key: str, kind: str, days: tuple[date, date], substitute: str, at: datetime
) -> None:
    people = world.people

    def announce(at: datetime) -> None:
        announce_absence(
            employee=people[key],
            kind=kind,
            starts_on=days[0],
            ends_on=days[1],
            substitute=people[substitute],
            in_emergency="+7 900 000-00-00" if kind == "vacation" else "",
            by=actor_of(people["head"] if key != "head" else people["owner"]),
            at=at,
        )

    world.clockwork.plan(at, announce)


def _duty(world: World, at: datetime) -> None:
    """Put each on call for a week, in turn."""
    for week in range(8):
        starts_on = local_date(at) + timedelta(days=7 * week)
        employee = world.people[ON_CALL[week % len(ON_CALL)]]
        ends_on = starts_on + timedelta(days=6)
        set_duty(
            employee=employee, starts_on=starts_on, ends_on=ends_on, by=actor_of(world.people["head"]), at=at
        )


def _kept_by(employee: Employee) -> list[Company]:
    return list(Company.objects.clients().managed_by(employee).order_by("pk"))


def _hand_over(world: World, at: datetime, turn: int) -> None:
    """Two clients of Vera go to Anna; the first time Anna has looked at them the day after."""
    vera, anna = world.people["vera"], world.people["anna"]
    for index, company in enumerate(_kept_by(vera)[:2]):
        handover = hand_over_client(
            company=company,
            receiver=anna,
            note="Любят отвечать в мессенджере; про второй сервер спросить в начале месяца.",
            by=actor_of(vera),
            at=at,
        )
        if turn == 0:
            acknowledge_handover(
                handover=handover,
                rating=4 - index,
                impression="Созвонились, общий язык нашли.",
                by=actor_of(anna),
                at=at + timedelta(hours=2),
            )


def _learn_habits(world: World, at: datetime) -> None:
    """Write down what managers learnt of clients: seasons, channels, quiet hours, who wants no letters."""
    anna = world.people["anna"]
    for index, company in enumerate(_kept_by(anna)):
        if index % 3 == 0:
            busy, dead = SEASONS[index // 3 % len(SEASONS)]
            set_season(company=company, busy_months=busy, dead_months=dead, by=actor_of(anna), at=at)
        for place, contact in enumerate(company.contacts.order_by("pk")):
            habit = HABITS[(index + place) % len(HABITS)]
            change_contact(contact=contact, by=actor_of(anna), at=at, **habit)
    reason = "Попросили не писать: рассылок не читают"
    forbid_contact(address="no-letters.example", reason=reason, by=actor_of(world.people["head"]), at=at)


def _write(world: World, at: datetime) -> None:
    anna = world.people["anna"]
    for company in _kept_by(anna)[:2]:
        contacts = list(company.contacts.exclude(email="").order_by("pk")[:1])
        text = f"{LETTER}{anna.name}, «Китеж Хостинг»"
        send_letter(
            company=company,
            contacts=contacts,
            subject="Запас по дискам",
            text=text,
            letter="demo",
            by=actor_of(anna),
            at=at,
        )
