"""The flow of leads that became nothing, or nothing yet: most of what a seller's week is made of.

Those who became clients are told in story.py; here are the turned down, the lost and the still open, from
sources of unlike worth, so that the reports of sources, losses and stages have something to say.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from okno.attract.deals.actions.accept_deal import accept_deal
from okno.attract.deals.actions.change_deal import change_deal
from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.actions.return_deal import return_deal
from okno.attract.deals.models import Deal, DealHandover, LossReason
from okno.attract.leads.actions.disqualify_lead import disqualify_lead
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.leads.models import Lead, QualificationQuestion
from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.fake_ids import make_inn
from okno.ground.kernel.workdays import add_working_days
from okno.records.catalog.models import Service
from okno.records.clients.models import Company
from okno.records.relations.actions.set_status import set_status
from okno.team.people.models import Role
from okno.top.demo.clockwork import days_later, working_hour
from okno.top.demo.names import NEEDS, PEOPLE, STRANGERS
from okno.top.demo.selling import DEMO_QUESTIONS
from okno.top.demo.world import World

FINDERS = (Role.QUALIFIER_INBOUND, Role.QUALIFIER_OUTBOUND)
WEEKS = 40
# What began so lately is mostly still open.
OPEN_DAYS = 45
PLACES = ["Москва", "Петербург", "Казань", ""]
STAGES = ("proposal", "negotiation", "documents")


@dataclass(frozen=True)
class Spring:
    """A source: how often it gives, and of a hundred of its leads how many are worth a deal."""

    source_type: str
    channel: str
    campaign: str
    weight: int
    worth: int


SPRINGS = [
    Spring("net", "site", "Поиск: выделенный сервер", 6, 55),
    Spring("net", "advertising", "Директ: стойка в Москве", 5, 35),
    Spring("net", "call", "", 3, 60),
    Spring("net", "letter", "", 1, 40),
    Spring("spear", "outbound", "Список: логистика", 3, 45),
    Spring("spear", "event", "Выставка «Связь» (вымышленная)", 2, 65),
    Spring("seed", "recommendation", "", 2, 85),
]
REASONS = {
    "proposal": ["price", "silence", "silence", "timing", "no_need"],
    "negotiation": ["price", "price", "competitor", "timing", "feasibility"],
    "documents": ["documents", "documents", "price"],
}
TURNED_DOWN = [
    "Ищут работу, а не сервер",
    "Номер не отвечает третий день",
    "Нужен домен за сто рублей",
    "Спам",
]
MONTHLY = [5_000_00, 9_000_00, 13_000_00, 24_000_00, 46_000_00, 90_000_00, 240_000_00]
STEPS = {
    "qualification": ("Задача понятна, считаем варианты", "Прислать два варианта"),
    "proposal": ("Смотрят предложение", "Созвониться по предложению"),
    "negotiation": ("Сравнивают с соседями", "Ответить на вопросы техдиректора"),
    "documents": ("Договор у юристов", "Спросить, что с договором"),
}
COMPETITORS = ["Тридесятый хостинг", "Небыль-ЦОД", "Свой сервер в шкафу"]


class Stranger:
    """One lead of the flow, from his coming to whatever end he has."""

    def __init__(self, world: World, number: int, dice: Random) -> None:
        self.world = world
        self.number = number
        self.dice = dice
        self.services = list(Service.objects.order_by("pk"))
        self.spring = dice.choices(SPRINGS, [spring.weight for spring in SPRINGS])[0]

    def come(self, at: datetime) -> None:
        spring = self.spring
        person, _position = PEOPLE[self.number % len(PEOPLE)]
        clients = Company.objects.clients().order_by("pk")
        recommended_by = clients.first() if spring.source_type == "seed" else None
        caller = Caller(
            name=f"ООО «{STRANGERS[self.number]}»",
            inn=make_inn(3000 + self.number),
            contact_name=person,
            email=f"lead{self.number}@lead.example",
            phone=f"+7900111{self.number:04d}",
            need=NEEDS[self.number % len(NEEDS)],
            source_type=spring.source_type,
            channel=spring.channel,
            campaign=spring.campaign,
            recommended_by=recommended_by,
            brought_by=self.world.people["darya"] if spring.source_type == "spear" else None,
            service=self.dice.choice(self.services),
            place=self.dice.choice(PLACES),
        )
        self.lead = register_lead(caller=caller, by=actor_of(self.world.people["gleb"]), at=at)
        minutes = self.dice.choice([6, 11, 18, 25, 40, 55, 90, 150])
        self.world.clockwork.plan(at + timedelta(minutes=minutes), self.be_answered)

    def be_answered(self, at: datetime) -> None:
        lead = Lead.objects.get(pk=self.lead.pk)
        assert lead.company is not None
        write_note(
            company=lead.company,
            kind="call",
            result="reached",
            text="Расспросил, что есть сейчас и к какому сроку нужно.",
            by=actor_of(lead.assigned_to or self.world.people["vera"]),
            at=at,
        )
        worth = self.dice.randrange(100) < self.spring.worth
        self._later(at, (0, 4), self.be_qualified if worth else self.be_turned_down)

    def be_turned_down(self, at: datetime) -> None:
        lead = Lead.objects.get(pk=self.lead.pk)
        by = lead.assigned_to or self.world.people["vera"]
        disqualify_lead(lead=lead, reason=self.dice.choice(TURNED_DOWN), by=actor_of(by), at=at)

    def be_qualified(self, at: datetime) -> None:
        lead = Lead.objects.get(pk=self.lead.pk)
        by = lead.assigned_to or self.world.people["vera"]
        # What an outbound qualifier finds, a closer leads.
        owner = self.world.people[self.dice.choice(["vera", "anna"])] if by.has(*FINDERS) else by
        self.deal = qualify_lead(
            lead=lead,
            owner=owner,
            title=NEEDS[self.number % len(NEEDS)],
            monthly_minor=self.dice.choice([*MONTHLY, None]),
            decision_maker=PEOPLE[self.number % len(PEOPLE)][0],
            timing=self.dice.choice(["до конца квартала", "как можно скорее", "после отпусков"]),
            minimum_price_told_minor=self.dice.choice([5_000_00, 12_900_00, None]),
            answers=self._answers(),
            by=actor_of(by),
            at=at,
        )
        agree_on_a_step(self.deal, self.number, at)
        self._later(at, (0, 1), self.be_taken_over)
        self._later(at, (0, 0), self.be_foreseen)
        self.last_stage = self.dice.choices(("qualification", *STAGES), (3, 5, 5, 2))[0]
        self._later(at, (2, 9), self.go_on)

    def _answers(self) -> dict[str, object]:
        """Return the answers to the company's own questions, as a seller hears them."""
        names = [name for name, _kind, _choices in DEMO_QUESTIONS]
        own = QualificationQuestion.objects.in_use().filter(name__in=names).order_by("position")
        places, where, outage = list(own)
        where_now = self.dice.choice(where.choices)
        return {places.code: self.dice.randint(5, 200), where.code: where_now, outage.code: True}

    def be_taken_over(self, at: datetime) -> None:
        """Accept the deal, or return one in eight, because the decision-maker was not found."""
        waiting = DealHandover.objects.filter(deal=self.deal, status="waiting").first()
        if waiting is None or self.world.clockwork.until - at < timedelta(days=1):
            return
        if self.number % 8 == 0:
            return_deal(
                handover=waiting, reason="Решает не он: найти директора", by=actor_of(waiting.receiver), at=at
            )
        else:
            accept_deal(handover=waiting, by=actor_of(waiting.receiver), at=at)

    def be_foreseen(self, at: datetime) -> None:
        """Set when it may be signed, and of some that it will be."""
        deal = Deal.objects.get(pk=self.deal.pk)
        if not deal.is_open or self.dice.random() < 0.2:
            return
        expected_on = local_date(at) + timedelta(days=self.dice.randint(20, 75))
        sure = self.dice.random() < 0.2 and deal.monthly_minor is not None
        change_deal(deal=deal, expected_on=expected_on, is_committed=sure, by=actor_of(deal.owner), at=at)

    def go_on(self, at: datetime) -> None:
        """Move a stage further; at its last stage the deal is lost, if there is time for it."""
        deal = Deal.objects.get(pk=self.deal.pk)
        here = deal.stage_id or ""
        if here == self.last_stage:
            is_fresh = self.world.clockwork.until - at < timedelta(days=OPEN_DAYS)
            if not is_fresh or self.dice.random() < 0.3:
                self.be_lost(deal, at)
            return
        following = STAGES[0] if here == "qualification" else STAGES[STAGES.index(here) + 1]
        move_deal(deal=deal, stage=following, by=actor_of(deal.owner), at=at)
        agree_on_a_step(deal, self.number, at)
        self._later(at, (3, 16), self.go_on)

    def be_lost(self, deal: Deal, at: datetime) -> None:
        code = self.dice.choice(REASONS.get(deal.stage_id or "", REASONS["proposal"]))
        finer = LossReason.objects.in_use().filter(parent__code=code).order_by("position")
        reason = self.dice.choice([reason.code for reason in finer] or [code])
        competitor = self.dice.choice(COMPETITORS) if code == "competitor" else None
        attitude = self.dice.choice(["warm", "neutral", "neutral", "cold"])
        lose_deal(
            deal=deal, reason=reason, attitude=attitude, competitor=competitor, by=actor_of(deal.owner), at=at
        )

    def _later(self, at: datetime, days: tuple[int, int], deed: object) -> None:
        when = days_later(at, self.dice.randint(*days), self.dice.randint(9, 17), self.dice.randint(0, 59))
        self.world.clockwork.plan(max(when, at + timedelta(minutes=30)), deed)  # type: ignore[arg-type]


def agree_on_a_step(deal: Deal, number: int, at: datetime) -> None:
    """Write the status and the next step, as the owner does after a talk; one in six forgets."""
    if number % 6 == 0 or deal.company is None:
        return
    status_text, next_step = STEPS[deal.stage_id or "qualification"]
    set_status(
        company=deal.company,
        status_text=status_text,
        next_step=next_step,
        next_step_on=add_working_days(local_date(at), 2 + number % 5),
        by=actor_of(deal.owner),
        at=at,
    )


def plan_flow(world: World) -> None:
    """Three to six strangers a week, a little more of late."""
    dice = Random(f"flow {local_date(world.clockwork.until)}")
    number = 0
    for week in range(WEEKS, 0, -1):
        for _each in range(dice.randint(2, 4) + (WEEKS - week) // 16):
            on = local_date(world.clockwork.until) - timedelta(days=7 * week - dice.randint(0, 6))
            at = working_hour(on, dice.randint(9, 17), dice.randint(0, 59))
            world.clockwork.plan(at, Stranger(world, number, dice).come)
            number += 1
