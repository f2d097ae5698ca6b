"""Rules of delivery and billing: payments in every way, work, dates, acceptance, months."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from okno.deliver.delivery.actions.accept_order import accept_order
from okno.deliver.delivery.actions.complete_step import complete_step
from okno.deliver.delivery.actions.confirm_date import confirm_date
from okno.deliver.delivery.actions.start_order import start_order
from okno.deliver.delivery.models import Order
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import add_months, month_of
from okno.money.invoicing.actions.bill_batch import bill_batch
from okno.money.invoicing.actions.end_service import end_service
from okno.money.invoicing.actions.start_billing_run import start_billing_run
from okno.money.invoicing.models import Invoice, Subscription
from okno.money.payments.actions.allocate_payment import allocate_payment
from okno.money.payments.actions.apply_credit import apply_credit
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.models import Payment
from okno.money.payments.statements.write import write_statement
from okno.money.payments.tests.bank import received
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.move_promise import move_promise
from okno.team.promises.actions.withdraw_promise import withdraw_promise
from okno.team.promises.models import Promise
from tests.machine.clockwork import DOERS, PICKS, Clockwork, when

UNPAID = Invoice.objects.filter(paid_on__isnull=True)
OPEN_ORDERS = Order.objects.exclude(status="accepted")
DATES = Promise.objects.filter(status="open", subject_kind="delivery.order")
HOW_MUCH = st.sampled_from(["full", "full", "full", "part", "over"])


class Delivering(Clockwork):
    def pay(self, invoice: Invoice, amount_minor: int, purpose: str, back: int) -> None:
        """By a bank's file of one document, as it comes to the accountant."""
        self.documents += 1
        document = received(
            self.world.seller,
            amount_minor,
            purpose,
            payer=invoice.company,
            number=str(self.documents),
            paid_on=max(invoice.issued_on, self.today - timedelta(days=back)),
        )
        self.last_file = write_statement(
            account=self.world.seller.accounts.get().account,
            starts_on=document.issued_on,
            ends_on=self.today,
            documents=[document],
            created_at=self.at,
        )
        self.do(load_statement, "accountant", data=self.last_file, file_name="kl_to_1c.txt")

    @rule(pick=PICKS, how=HOW_MUCH, clear=st.sampled_from([True, True, False]), back=st.integers(0, 40))
    @when("pay", "unpaid")
    def money_comes(self, pick: int, how: str, clear: bool, back: int) -> None:
        invoice = self.one(UNPAID.all(), pick)
        left = invoice.left_minor
        amount_minor = {"full": left, "part": left // 2 + 1, "over": left + 77_700}[how]
        purpose = f"Оплата по счёту № {invoice.number}" if clear else "Оплата услуг"
        self.pay(invoice, amount_minor, purpose, back)

    @rule()
    @when("pay", "statements")
    def the_same_file_again(self) -> None:
        if self.last_file:
            self.do(load_statement, "accountant", data=self.last_file, file_name="again.txt")

    @rule(pick=PICKS, which=PICKS)
    @when("pay", "unclear")
    def a_person_sorts_it_out(self, pick: int, which: int) -> None:
        payment = self.one(Payment.objects.filter(status="unclear"), pick)
        invoice = self.one(UNPAID.all(), which)
        if invoice is None:
            return
        part = [(invoice, min(invoice.left_minor, payment.left_minor))]
        self.do(allocate_payment, "accountant", payment=payment, company=invoice.company, allocations=part)

    @rule(pick=PICKS, doer=DOERS)
    @when("start_order", "orders")
    def start_an_order(self, pick: int, doer: str) -> None:
        self.do(start_order, "engineer", doer, order=self.one(OPEN_ORDERS.all(), pick))

    @rule(pick=PICKS)
    @when("complete_step", "started")
    def do_what_is_next(self, pick: int) -> None:
        self._complete(self.one(Order.objects.filter(status="started"), pick))

    @rule(pick=PICKS, days=st.integers(0, 20), doer=st.sampled_from(["", "", "closer", "owner"]))
    @when("confirm_date", "orders")
    def a_date_is_named(self, pick: int, days: int, doer: str) -> None:
        order = self.one(OPEN_ORDERS.all(), pick)
        promised_on = self.today + timedelta(days=days)
        self.do(confirm_date, "engineer", doer, order=order, promised_on=promised_on, reason="A part is late")

    @rule(pick=PICKS, days=st.integers(0, 20), doer=DOERS)
    @when("move_promise", "promised")
    def a_date_is_moved(self, pick: int, days: int, doer: str) -> None:
        """Through the promises' own door, which knows nothing of orders."""
        promise = self.one(DATES.all(), pick)
        to_at = at_hour(self.today + timedelta(days=days), 18)
        self.do(move_promise, "closer", doer, promise=promise, to_at=to_at, reason="The client asks")

    @rule(pick=PICKS, doer=DOERS, keep=st.booleans())
    @when("move_promise", "promised")
    def a_date_is_dropped(self, pick: int, doer: str, keep: bool) -> None:
        promise = self.one(DATES.all(), pick)
        if keep:
            self.do(keep_promise, "closer", doer, promise=promise)
        else:
            self.do(withdraw_promise, "closer", doer, promise=promise, reason="Not wanted")

    @rule(pick=PICKS, back=st.integers(0, 9), doer=DOERS)
    @when("accept_order", "started")
    def the_client_accepts(self, pick: int, back: int, doer: str) -> None:
        order = self.one(Order.objects.filter(status="started"), pick)
        self._accept(order, back, doer)

    @rule(months=st.sampled_from([0, 0, 1, 2]), size=st.sampled_from([1, 1000]))
    @when("bill", "services")
    def bill_months(self, months: int, size: int) -> None:
        through_on = month_of(add_months(self.today.replace(day=1), months)).ends_on
        run = self.do(start_billing_run, "accountant", through_on=through_on)
        while run is not None and self.do(bill_batch, "accountant", run=run, size=size):
            pass

    @rule(pick=PICKS, days=st.integers(-20, 40))
    @when("end_service", "services")
    def a_service_ends(self, pick: int, days: int) -> None:
        service = self.one(Subscription.objects.all(), pick)
        ends_on = self.today + timedelta(days=days)
        self.do(end_service, "account_manager", service=service, ends_on=ends_on, reason="He closes")

    @rule(pick=PICKS)
    @when("pay", "services")
    def credit_is_used(self, pick: int) -> None:
        deals = self.world.deals
        self.do(apply_credit, "accountant", company=deals[pick % len(deals)].company)

    def deliver_on(self, pick: int) -> bool:
        """The next honest step of a signed contract; False when its services run."""
        deal = self.world.deals[pick % len(self.world.deals)]
        order = Order.objects.filter(contract__deal=deal).first()
        if order is None or order.status == "accepted":
            return False
        match order.status:
            case "waiting":
                first = Invoice.objects.get(contract=order.contract, kind="first")
                self.pay(first, first.left_minor, f"Счёт {first.number}", 0)
            case "ready":
                self.do(start_order, "engineer", order=order)
            case _:
                while order.steps.left().exists() and self._complete(order):
                    pass
                self._accept(order, 0, "")
        return True

    def _complete(self, order: Order) -> Any:
        step = next((one for one in order.steps.order_by("position") if one.is_next), None)
        return step and self.do(complete_step, step.role, step=step)

    def _accept(self, order: Order, back: int, doer: str) -> None:
        self.do(
            accept_order,
            "account_manager",
            doer,
            order=order,
            accepted_on=self.today - timedelta(days=back),
            accepted_by_name="Ivan Acceptov",
        )
