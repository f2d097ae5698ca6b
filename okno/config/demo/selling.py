"""How the demo company sells: rules of assignment, its own questions and reasons, its plan and forecast."""

from datetime import date, datetime, timedelta

from okno.catalog.models import Service
from okno.config.demo.clockwork import days_later, working_hour
from okno.config.demo.world import World
from okno.kernel.clock import local_date
from okno.kernel.dates import add_months
from okno.people.models import Employee
from okno.sales.actions.add_loss_reason import add_loss_reason
from okno.sales.actions.add_question import add_question
from okno.sales.actions.draft_rules import draft_rules
from okno.sales.actions.put_rules_in_force import put_rules_in_force
from okno.sales.actions.set_sales_plan import set_sales_plan
from okno.sales.actions.take_forecast import take_forecast
from okno.sales.actions.write_draft import write_draft
from okno.sales.assignment.drafts import GivenRule, GivenShare
from okno.sales.models import LossReason

QUESTIONS: list[tuple[str, str, list[str]]] = [
    ("Сколько рабочих мест", "number", []),
    ("Где стоит сейчас", "choice", ["в офисе", "у другого хостера", "в облаке", "нигде"]),
    ("Нужен ли договор о простое", "yes_no", []),
]
FINER = {
    "documents": ["Не сошлись об оплате", "Наш договор не берут юристы"],
    "feasibility": ["Нет места в нужном ЦОД", "Не дотянуть канал"],
}
# A month's fees of new deals, in kopecks: what is won here is about as much.
PLANS = {"anna": 60_000_00, "boris": 45_000_00, "vera": 70_000_00}
PLANNED_MONTHS = 7
THOUGHT_DAYS = 120
ANSWER_MINUTES, MOST_PASSES = 60, 2


def plan_selling(world: World, starts_at: datetime) -> None:
    """All that a head sets before leads come, and what he sets and looks at every month."""
    clockwork = world.clockwork
    clockwork.plan(days_later(starts_at, 0, 9, 30), lambda at: _ask_and_name(world, at))
    clockwork.plan(days_later(starts_at, 0, 9, 40), lambda at: _share_out(world, at))
    this_month = local_date(clockwork.until).replace(day=1)
    for back in range(PLANNED_MONTHS, -1, -1):
        month_on = add_months(this_month, -back)
        clockwork.plan(working_hour(month_on, 9, 50), lambda at, on=month_on: _set_plan(world, on, at))  # type: ignore[misc]
    for back in range(THOUGHT_DAYS, -1, -1):
        on = local_date(clockwork.until) - timedelta(days=back)
        clockwork.plan(working_hour(on, 9, 5), lambda at: _think(at))


def _ask_and_name(world: World, at: datetime) -> None:
    head = world.people["head"]
    for name, kind, choices in QUESTIONS:
        add_question(name=name, kind=kind, choices=choices, by=head, at=at)
    for code, names in FINER.items():
        above = LossReason.objects.get(code=code)
        for name in names:
            add_loss_reason(name=name, under=above, by=head, at=at)


def _share_out(world: World, at: datetime) -> None:
    """Racks are Vera's and Anna's; what advertising brings is everybody's, Boris is soon full."""
    people, head = world.people, world.people["head"]
    racks = Service.objects.filter(code="colocation").values_list("pk", flat=True)
    rules = [
        GivenRule(
            "Стойки — тем, кто их знает",
            shares=[GivenShare(people["vera"], 2), GivenShare(people["anna"], 1)],
            services=list(racks),
        ),
        GivenRule(
            "Реклама — всем, Борису меньше",
            shares=[
                GivenShare(people["vera"], 3),
                GivenShare(people["anna"], 3),
                GivenShare(people["boris"], 1, most_open=10),
            ],
            channels=["site", "advertising"],
        ),
    ]
    draft = draft_rules(by=head, at=at)
    write_draft(
        rule_set=draft,
        rules=rules,
        answer_minutes=ANSWER_MINUTES,
        most_passes=MOST_PASSES,
        by=head,
        at=at,
    )
    put_rules_in_force(rule_set=draft, by=head, at=at)


def _set_plan(world: World, month_on: date, at: datetime) -> None:
    """Each seller's month, and on the first month of a quarter the team's and the company's quarter."""
    head = world.people["head"]
    for key, target_minor in PLANS.items():
        _plan(world.people[key], None, "month", month_on, target_minor, head, at)
    _plan(None, head, "month", month_on, sum(PLANS.values()), head, at)
    if (month_on.month - 1) % 3 == 0:
        _plan(None, head, "quarter", month_on, 3 * sum(PLANS.values()), head, at)
        _plan(None, None, "quarter", month_on, 3 * sum(PLANS.values()), head, at)


def _plan(
    employee: Employee | None,
    team_of: Employee | None,
    span: str,
    starts_on: date,
    target_minor: int,
    by: Employee,
    at: datetime,
) -> None:
    set_sales_plan(
        employee=employee,
        team_of=team_of,
        span=span,
        starts_on=starts_on,
        target_minor=target_minor,
        by=by,
        at=at,
    )


def _think(at: datetime) -> None:
    take_forecast(by=None, at=at)
