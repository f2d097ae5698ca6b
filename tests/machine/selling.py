"""Rules of selling: quotes around the floor, words of engineers, approvals, contracts honest and not."""

from datetime import timedelta

from django.db.models import F
from hypothesis import strategies as st
from hypothesis.stateful import rule

from okno.attract.quotes.actions.accept_quote import accept_quote
from okno.attract.quotes.actions.add_line import add_line
from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.actions.change_line import change_line
from okno.attract.quotes.actions.change_terms import change_terms
from okno.attract.quotes.actions.confirm_feasibility import confirm_feasibility
from okno.attract.quotes.actions.decline_quote import decline_quote
from okno.attract.quotes.actions.draft_quote import draft_quote
from okno.attract.quotes.actions.refuse_feasibility import refuse_feasibility
from okno.attract.quotes.actions.remove_line import remove_line
from okno.attract.quotes.actions.revise_quote import revise_quote
from okno.attract.quotes.actions.send_quote import send_quote
from okno.attract.quotes.models import Feasibility, Quote, QuoteLine
from okno.deliver.contracts.actions.cancel_contract import cancel_contract
from okno.deliver.contracts.actions.draft_contract import draft_contract
from okno.deliver.contracts.actions.sign_contract import sign_contract
from okno.deliver.contracts.models import Contract, ContractLine
from okno.deliver.contracts.prices import AgreedLine
from okno.records.catalog.actions.set_cost import set_cost
from okno.records.resources.actions.set_capacity import set_capacity
from okno.team.approvals.actions.decline_approval import decline_approval
from okno.team.approvals.actions.grant_approval import grant_approval
from okno.team.approvals.models import Approval
from tests.machine.clockwork import DOERS, PICKS, Clockwork, when

# The floor of S3 to the kopeck: without VAT, with 22 % inside, and far from it on both sides.
PRICES = st.sampled_from([None, 1_074_999, 1_075_000, 1_311_499, 1_311_500, 500_000])
DRAFTS = Quote.objects.filter(status="draft")
LINES = QuoteLine.objects.filter(quote__status="draft")
ASKED = Feasibility.objects.filter(status="asked")
WAITING = Approval.objects.filter(status="requested")


class Selling(Clockwork):
    @rule(pick=PICKS, vat=st.booleans(), days=st.integers(0, 20), price=PRICES, quantity=st.integers(1, 2))
    @when("draft_quote", "room_for_drafts")
    def draft_a_quote(self, pick: int, vat: bool, days: int, price: int | None, quantity: int) -> None:
        deals = self.world.deals
        terms = {"vat_included": vat, "valid_until_on": self.today + timedelta(days=days)}
        quote = self.do(draft_quote, "closer", deal=deals[pick % len(deals)], **terms)
        if quote is not None:
            what = {"configuration": self.world.configurations[0], "location": self.world.places[0]}
            self.do(add_line, "closer", quote=quote, monthly_minor=price, quantity=quantity, **what)

    @rule(pick=PICKS, what=PICKS, where=PICKS, price=PRICES, quantity=st.integers(1, 2), once=PICKS)
    @when("add_line", "drafts")
    def add_a_line(
        self, pick: int, what: int, where: int, price: int | None, quantity: int, once: int
    ) -> None:
        configurations, places = self.world.configurations, self.world.places
        self.do(
            add_line,
            "closer",
            quote=self.one(DRAFTS.all(), pick),
            configuration=configurations[(0, 0, 0, 1, 1, 2)[what]],
            location=places[(0, 0, 0, 1, 1, 2)[where]],
            monthly_minor=price,
            one_off_minor=(0, 0, 0, 0, 1_200_000, 2_400_000)[once],
            quantity=quantity,
        )

    @rule(pick=PICKS, price=PRICES, quantity=st.integers(1, 2))
    @when("change_line", "lines")
    def change_a_line(self, pick: int, price: int | None, quantity: int) -> None:
        line = self.one(LINES.all(), pick)
        self.do(change_line, "closer", line=line, monthly_minor=price, quantity=quantity)

    @rule(pick=PICKS)
    @when("remove_line", "lines")
    def remove_a_line(self, pick: int) -> None:
        self.do(remove_line, "closer", line=self.one(LINES.all(), pick))

    @rule(pick=PICKS, vat=st.sampled_from([None, True, False]), days=st.integers(0, 20))
    @when("change_terms", "drafts")
    def change_the_terms(self, pick: int, vat: bool | None, days: int) -> None:
        until_on = self.today + timedelta(days=days)
        quote = self.one(DRAFTS.all(), pick)
        self.do(change_terms, "closer", quote=quote, vat_included=vat, valid_until_on=until_on)

    @rule(pick=PICKS)
    @when("ask_feasibility", "drafts")
    def ask_about_all_lines(self, pick: int) -> None:
        for line in self.one(DRAFTS.all(), pick).lines.order_by("pk"):
            self.do(ask_feasibility, "closer", line=line)

    @rule(pick=PICKS, days=st.integers(0, 5), holds=st.integers(0, 30), doer=DOERS)
    @when("confirm_feasibility", "asked")
    def an_engineer_confirms(self, pick: int, days: int, holds: int, doer: str) -> None:
        until_on = self.today + timedelta(days=holds)
        word = self.one(ASKED.all(), pick)
        given = {"ready_days": days, "holds_until_on": until_on}
        self.do(confirm_feasibility, "engineer", doer, feasibility=word, **given)

    @rule(pick=PICKS)
    @when("refuse_feasibility", "asked")
    def an_engineer_refuses(self, pick: int) -> None:
        word = self.one(ASKED.all(), pick)
        self.do(refuse_feasibility, "engineer", feasibility=word, note="No room")

    @rule(pick=PICKS)
    @when("ask_price_approval", "drafts")
    def ask_for_low_prices(self, pick: int) -> None:
        for line in self.one(DRAFTS.all(), pick).lines.order_by("pk"):
            self.do(ask_price_approval, "closer", line=line, reason="The client as a whole pays well")

    @rule(pick=PICKS, yes=st.sampled_from([True, True, False]), doer=st.sampled_from(["", "head_of_sales"]))
    @when("decide", "approvals")
    def decide_on_a_low_price(self, pick: int, yes: bool, doer: str) -> None:
        act = grant_approval if yes else decline_approval
        self.do(act, "owner", doer, approval=self.one(WAITING.all(), pick), comment="As agreed")

    @rule(pick=PICKS)
    @when("clear", "drafts")
    def all_is_cleared_for_a_quote(self, pick: int) -> None:
        """Everybody says yes to it as it is now: whatever comes before the sending voids what it should."""
        quote = self.one(DRAFTS.all(), pick)
        for line in quote.lines.order_by("pk"):
            self.do(ask_price_approval, "closer", line=line, reason="The client as a whole pays well")
        for approval in WAITING.order_by("pk"):
            self.do(grant_approval, "owner", approval=approval)
        self._clear(quote)

    all_is_cleared_again = all_is_cleared_for_a_quote

    @rule(pick=PICKS, doer=DOERS)
    @when("send_quote", "drafts")
    def send_a_quote(self, pick: int, doer: str) -> None:
        self.do(send_quote, "closer", doer, quote=self.one(DRAFTS.all(), pick))

    @rule(pick=PICKS, yes=st.sampled_from([True, True, True, False]))
    @when("answer", "sent")
    def the_client_answers(self, pick: int, yes: bool) -> None:
        quote = self.one(Quote.objects.filter(status="sent"), pick)
        if yes:
            self.do(accept_quote, "", quote=quote, name="Ivan Decidov")
        else:
            self.do(decline_quote, "", quote=quote)

    @rule(pick=PICKS)
    @when("revise_quote", "answered")
    def revise_a_quote(self, pick: int) -> None:
        answered = Quote.objects.filter(status__in=["sent", "declined", "expired"])
        self.do(revise_quote, "closer", quote=self.one(answered, pick))

    @rule(back=st.integers(-5, 20), dearer=st.booleans())
    @when("set_cost")
    def a_cost_changes(self, back: int, dearer: bool) -> None:
        """From a day to come, or told late: what was sent before is judged by what was known then."""
        self.do(
            set_cost,
            "owner",
            configuration=self.world.configurations[0],
            name="Hardware rent",
            kind="monthly",
            amount_minor=900_000 if dearer else 300_000,
            starts_on=self.today - timedelta(days=back),
        )

    @rule(total=st.integers(0, 4))
    @when("set_capacity")
    def racks_are_counted_anew(self, total: int) -> None:
        self.do(set_capacity, "engineer", location=self.world.places[0], kind="server", total=total)

    @rule(pick=PICKS, tampered=st.sampled_from(["", "", "price", "quantity", "missing"]), doer=DOERS)
    @when("draft_contract", "accepted")
    def draft_a_contract(self, pick: int, tampered: str, doer: str) -> None:
        quote = self.one(Quote.objects.filter(status="accepted"), pick)
        lines = [
            AgreedLine(line.pk, line.monthly_minor, line.one_off_minor, line.quantity)
            for line in quote.lines.all()
        ]
        first = lines[0]
        match tampered:
            case "price":
                lines[0] = AgreedLine(
                    first.quote_line, first.monthly_minor - 1, first.one_off_minor, first.quantity
                )
            case "quantity":
                lines[0] = AgreedLine(
                    first.quote_line, first.monthly_minor, first.one_off_minor, first.quantity + 1
                )
            case "missing":
                lines = lines[1:]
        self.do(draft_contract, "closer", doer, quote=quote, lines=lines if tampered else None)

    @rule(pick=PICKS)
    @when("tamper", "contracts")
    def their_lawyers_change_a_figure(self, pick: int) -> None:
        """Past every action: however a contract came to be, it is not signed so (K2)."""
        line = self.one(ContractLine.objects.filter(contract__status="draft"), pick)
        ContractLine.objects.filter(pk=line.pk, monthly_minor__gt=0).update(
            monthly_minor=F("monthly_minor") - 1
        )

    @rule(pick=PICKS, back=st.integers(-1, 3), doer=DOERS)
    @when("sign_contract", "contracts")
    def sign_a_contract(self, pick: int, back: int, doer: str) -> None:
        contract = self.one(Contract.objects.filter(status="draft"), pick)
        signed_on = self.today - timedelta(days=max(back, 0) if back < 3 else -1)
        self.do(sign_contract, "closer", doer, contract=contract, signed_on=signed_on)

    @rule(pick=PICKS)
    @when("cancel_contract", "contracts")
    def give_up_a_contract(self, pick: int) -> None:
        contract = self.one(Contract.objects.filter(status="draft"), pick)
        self.do(cancel_contract, "closer", contract=contract, reason="They went silent")

    def sell_on(self, pick: int) -> bool:
        """The next honest step of a deal towards its signing; False when it is signed."""
        deal = self.world.deals[pick % len(self.world.deals)]
        contract = Contract.objects.filter(deal=deal).exclude(status="cancelled").first()
        quote = Quote.objects.filter(deal=deal).exclude(status="superseded").order_by("-pk").first()
        if contract is not None and contract.status == "signed":
            return False
        if contract is not None:
            self.do(sign_contract, "closer", contract=contract, signed_on=self.today)
            return True
        if quote is None or quote.status in ("declined", "expired"):
            quote = self.do(draft_quote, "closer", deal=deal)
            self._offer_a_server(quote)
        elif quote.status == "draft" and not quote.lines.exists():
            self._offer_a_server(quote)
        elif quote.status == "draft":
            self._clear(quote)
            self.do(send_quote, "closer", quote=quote)
        elif quote.status == "sent":
            self.do(accept_quote, "", quote=quote, name="Ivan Decidov")
        else:
            self.do(draft_contract, "closer", quote=quote)
        return True

    def _offer_a_server(self, quote: Quote | None) -> None:
        if quote is not None:
            what = {"configuration": self.world.configurations[0], "location": self.world.places[0]}
            self.do(add_line, "closer", quote=quote, **what)

    def _clear(self, quote: Quote) -> None:
        for line in quote.lines.order_by("pk"):
            self.do(ask_feasibility, "closer", line=line)
        for word in ASKED.filter(line__quote=quote).order_by("pk"):
            given = {"ready_days": 3, "holds_until_on": quote.valid_until_on}
            self.do(confirm_feasibility, "engineer", feasibility=word, **given)
