"""One client's path, step by step, by the actions of the people whose work it is."""

from datetime import datetime, timedelta
from typing import Required, TypedDict

from okno.attract.deals.actions.change_deal import change_deal
from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.deals.models import Deal, Stage
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.leads.models import Lead
from okno.attract.quotes.actions.accept_quote import accept_quote
from okno.attract.quotes.actions.add_line import add_line
from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.actions.confirm_feasibility import confirm_feasibility
from okno.attract.quotes.actions.draft_quote import draft_quote
from okno.attract.quotes.actions.send_quote import send_quote
from okno.attract.quotes.models import Feasibility, Quote, QuoteLine
from okno.attract.quotes.verdict import line_verdict
from okno.deliver.contracts.actions.draft_contract import draft_contract
from okno.deliver.contracts.actions.sign_contract import sign_contract
from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.actors import VISITOR, actor_of
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.fake_ids import make_inn
from okno.records.catalog.amounts import Verdict
from okno.records.catalog.models import Configuration, Location
from okno.records.clients.actions.add_contact import add_contact
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.top.demo.clockwork import days_later
from okno.top.demo.flow import agree_on_a_step
from okno.top.demo.keeping import Keeping
from okno.top.demo.names import NEEDS, PEOPLE
from okno.top.demo.world import World


class Source(TypedDict, total=False):
    """Where a lead came from, as register_lead takes it."""

    source_type: Required[str]
    channel: Required[str]
    recommended_by: Company
    brought_by: Employee


class Path:
    """One lead from its first touch; `stops_at` names the step after which nothing more happens."""

    def __init__(self, world: World, number: int, name: str, stops_at: str = "") -> None:
        self.world = world
        self.number = number
        self.name = name
        self.stops_at = stops_at
        self.company: Company | None = None
        self.deal: Deal | None = None
        self.quote: Quote | None = None

    def _next(self, at: datetime, days: tuple[int, int], step: str) -> None:
        if step != self.stops_at:
            dice = self.world.dice
            when = days_later(at, dice.randint(*days), dice.randint(9, 17), dice.randint(0, 59))
            self.world.clockwork.plan(max(when, at + timedelta(hours=1)), getattr(self, step))

    def come(self, at: datetime) -> None:
        """Register the lead, by one of the ways in which leads come."""
        dice = self.world.dice
        person, _position = PEOPLE[self.number % len(PEOPLE)]
        caller = Caller(
            name=f"ООО «{self.name}»",
            inn=make_inn(500 + self.number),
            contact_name=person,
            email=f"office{self.number}@client.example",
            phone=f"+7900000{self.number:04d}",
            need=NEEDS[self.number % len(NEEDS)],
            **self._source(),
        )
        lead = register_lead(caller=caller, by=actor_of(self.world.people["gleb"]), at=at)
        assert lead.company is not None
        self.company = lead.company
        add_contact(
            company=lead.company,
            name=PEOPLE[(self.number + 3) % len(PEOPLE)][0],
            position=PEOPLE[(self.number + 3) % len(PEOPLE)][1],
            email=f"second{self.number}@client.example",
            decision_role=dice.choice(["decides", "influences", "uses", "pays"]),
            by=actor_of(self.world.people["gleb"]),
            at=at,
        )
        self.lead = lead
        self.came_at = at
        self._next(at, (0, 2), "be_qualified")

    def _source(self) -> "Source":
        """Nets bring the most; what a seller finds himself is a spear; clients recommend sometimes."""
        roll = self.world.dice.random()
        clients = Company.objects.clients().order_by("pk")
        if roll < 0.15 and clients.exists():
            recommended_by = clients[self.world.dice.randrange(clients.count())]
            return {"source_type": "seed", "channel": "recommendation", "recommended_by": recommended_by}
        if roll < 0.40:
            finder = self.world.people[self.world.dice.choice(["vera", "anna", "boris"])]
            return {"source_type": "spear", "channel": "outbound", "brought_by": finder}
        return {
            "source_type": "net",
            "channel": self.world.dice.choice(["site", "call", "advertising", "letter"]),
        }

    def be_qualified(self, at: datetime) -> None:
        lead = Lead.objects.get(pk=self.lead.pk)
        owner = lead.assigned_to or self.world.people["vera"]
        self.deal = qualify_lead(
            lead=lead,
            owner=owner,
            title=NEEDS[self.number % len(NEEDS)],
            monthly_minor=self.world.dice.choice([5_000_00, 13_000_00, 24_000_00, 46_000_00, 90_000_00]),
            budget_minor=50_000_00,
            decision_maker=PEOPLE[self.number % len(PEOPLE)][0],
            timing="в этом квартале",
            place="Москва",
            by=actor_of(owner),
            at=at,
        )
        write_note(
            company=self._company(),
            kind="call",
            text="Поговорили полчаса: задача ясна, решают вдвоём, срок есть.",
            by=actor_of(owner),
            at=at,
        )
        if self.stops_at == "lost":
            self._next(at, (5, 40), "be_lost")
        else:
            self._next(at, (1, 3), "be_quoted")

    def _company(self) -> Company:
        assert self.company is not None
        return self.company

    def be_lost(self, at: datetime) -> None:
        assert self.deal is not None
        reason = self.world.dice.choice(["price", "competitor", "silence", "timing", "no_need"])
        attitude = self.world.dice.choice(["warm", "neutral", "cold"])
        lose_deal(deal=self.deal, reason=reason, attitude=attitude, by=actor_of(self.deal.owner), at=at)

    def be_quoted(self, at: datetime) -> None:
        """Quote one to three lines; what the rule cannot confirm, an engineer does."""
        assert self.deal is not None
        move_deal(deal=self.deal, stage=Stage.PROPOSAL, by=actor_of(self.deal.owner), at=at)
        agree_on_a_step(self.deal, self.number, at)
        vat_included = self.world.dice.random() < 0.5
        quote = draft_quote(
            deal=self.deal,
            vat_included=vat_included,
            term_months=12,
            valid_until_on=local_date(at) + timedelta(days=30),
            by=actor_of(self.deal.owner),
            at=at,
        )
        for line in self._lines(quote, at):
            word = ask_feasibility(line=line, by=actor_of(self.deal.owner), at=at)
            if word.status == Feasibility.Status.ASKED and self.stops_at != "asked":
                confirm_feasibility(
                    feasibility=word,
                    ready_days=5,
                    holds_until_on=quote.valid_until_on,
                    by=actor_of(self.world.people["egor"]),
                    at=at + timedelta(minutes=40),
                )
        self._foresee(at)
        self.quote = Quote.objects.get(pk=quote.pk)
        self._next(at, (0, 2), "be_sent")

    def _foresee(self, at: datetime) -> None:
        """Set the day of signing that is expected with a proposal out."""
        assert self.deal is not None
        expected_on = local_date(at) + timedelta(days=20 + self.number % 30)
        change_deal(deal=self.deal, expected_on=expected_on, by=actor_of(self.deal.owner), at=at)

    def _lines(self, quote: Quote, at: datetime) -> list[QuoteLine]:
        dice = self.world.dice
        places = list(Location.objects.order_by("pk"))
        offers = list(Configuration.objects.offered().exclude(code__in=["cage", "rack"]).order_by("pk"))
        if self.stops_at == "approval":
            # A quarter off is below the floor of servers, whatever the dice say; small things bear it.
            offers = [offer for offer in offers if offer.code.startswith("ds-")]
        lines = []
        for configuration in dice.sample(offers, dice.choice([1, 1, 2, 3])):
            monthly = self._price(configuration.monthly_minor, quote)
            lines.append(
                add_line(
                    quote=quote,
                    configuration=configuration,
                    # Only an engineer can answer for the place that is still being built.
                    location=places[-1] if self.stops_at == "asked" else dice.choices(places, (6, 3, 1))[0],
                    quantity=dice.choice([1, 1, 1, 2]),
                    monthly_minor=monthly,
                    one_off_minor=self._price(configuration.one_off_minor, quote),
                    by=actor_of(quote.author),
                    at=at,
                )
            )
        return lines

    def _price(self, net_minor: int, quote: Quote) -> int:
        """Return the list price; far below it where the story wants an approval; with VAT inside when so
        quoted.
        """
        if self.stops_at == "approval":
            net_minor = net_minor * 3 // 4
        return net_minor * 122 // 100 if quote.vat_included else net_minor

    def be_sent(self, at: datetime) -> None:
        assert self.quote is not None
        if self.stops_at in ("approval", "asked"):
            if self.stops_at == "approval":
                for line in self.quote.lines.all():
                    if line_verdict(line, local_date(at)).verdict != Verdict.BELOW:
                        continue
                    ask_price_approval(
                        line=line,
                        reason="Просят ту же цену, что у прежнего хостера",
                        by=actor_of(self.quote.author),
                        at=at,
                    )
            return
        send_quote(quote=self.quote, by=actor_of(self.quote.author), at=at)
        move_deal(deal=self.quote.deal, stage=Stage.NEGOTIATION, by=actor_of(self.quote.author), at=at)
        agree_on_a_step(self.quote.deal, self.number, at)
        self._next(at, (2, 9), "be_accepted")

    def be_accepted(self, at: datetime) -> None:
        assert self.quote is not None and self.deal is not None
        accept_quote(quote=self.quote, name=PEOPLE[self.number % len(PEOPLE)][0], by=VISITOR, at=at)
        move_deal(
            deal=Deal.objects.get(pk=self.deal.pk), stage=Stage.DOCUMENTS, by=actor_of(self.deal.owner), at=at
        )
        self._next(at, (1, 5), "be_signed")

    def be_signed(self, at: datetime) -> None:
        assert self.quote is not None and self.deal is not None
        contract = draft_contract(
            quote=Quote.objects.get(pk=self.quote.pk), by=actor_of(self.deal.owner), at=at
        )
        sign_contract(contract=contract, signed_on=local_date(at), by=actor_of(self.deal.owner), at=at)
        keeping = Keeping(self.world, contract.company, self.number, at)
        keeping.begin(contract.deal.owner, at)
