"""How the demo company sells: rules of assignment, its own questions and reasons, its plan and forecast."""

from datetime import date, datetime, timedelta

from okno.attract.assignment.actions.draft_rules import draft_rules
from okno.attract.assignment.actions.put_rules_in_force import put_rules_in_force
from okno.attract.assignment.actions.write_draft import write_draft
from okno.attract.assignment.drafts import RuleDraft, ShareDraft
from okno.attract.deals.directories.losses import LOSS_REASONS
from okno.attract.deals.models import LossReason
from okno.attract.leads.directories import QUESTIONS
from okno.ground.directory.actions.add_item import add_item
from okno.ground.kernel.actors import CLOCK, actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.dates import add_months
from okno.money.plans.actions.set_sales_plan import set_sales_plan
from okno.money.plans.actions.take_forecast import take_forecast
from okno.records.catalog.models import Service
from okno.team.people.models import Employee
from okno.top.demo.clockwork import days_later, working_hour
from okno.top.demo.world import World

DEMO_QUESTIONS: list[tuple[str, str, list[str]]] = [
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
    """Plan what a head sets before leads come, and what they set and look at every month."""
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
    for name, kind, choices in DEMO_QUESTIONS:
        add_item(directory=QUESTIONS, name=name, kind=kind, choices=choices, by=actor_of(head), at=at)
    for code, names in FINER.items():
        above = LossReason.objects.get(code=code)
        for name in names:
            add_item(directory=LOSS_REASONS, name=name, parent=above, by=actor_of(head), at=at)


def _share_out(world: World, at: datetime) -> None:
    """Racks are Vera's and Anna's; what advertising brings is everybody's, Boris is soon full."""
    people, head = world.people, world.people["head"]
    racks = Service.objects.filter(code="colocation").values_list("pk", flat=True)
    rules = [
        RuleDraft(
            "Стойки — тем, кто их знает",
            shares=[ShareDraft(people["vera"], 2), ShareDraft(people["anna"], 1)],
            services=list(racks),
        ),
        RuleDraft(
            "Реклама — всем, Борису меньше",
            shares=[
                ShareDraft(people["vera"], 3),
                ShareDraft(people["anna"], 3),
                ShareDraft(people["boris"], 1, most_open=10),
            ],
            channels=["site", "advertising"],
        ),
    ]
    draft = draft_rules(by=actor_of(head), at=at)
    write_draft(
        rule_set=draft,
        rules=rules,
        answer_minutes=ANSWER_MINUTES,
        most_passes=MOST_PASSES,
        by=actor_of(head),
        at=at,
    )
    put_rules_in_force(rule_set=draft, by=actor_of(head), at=at)


def _set_plan(world: World, month_on: date, at: datetime) -> None:
    """Set each seller's month, and on the first month of a quarter the team's and the company's quarter."""
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
        by=actor_of(by),
        at=at,
    )


def _think(at: datetime) -> None:
    take_forecast(by=CLOCK, at=at)
