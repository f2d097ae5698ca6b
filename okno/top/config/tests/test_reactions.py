"""What must react at once: the table of handlers, walked from a signing to the first days."""

import re
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec
from inspect import isfunction
from pathlib import Path

import pytest
from django.utils.module_loading import import_string

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.quotes.tests.cast import a_sent_quote, an_accepted_quote
from okno.deliver.contracts.actions.sign_contract import sign_contract
from okno.deliver.contracts.models import Contract
from okno.deliver.contracts.tests.cast import a_draft_contract, a_signed_contract
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.tests.cast import an_accepted_order
from okno.ground.journal.record import record
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Conflict, Guard, Refused
from okno.ground.kernel.events import EVENTS
from okno.money.invoicing import reactions
from okno.money.invoicing.models import Invoice, Subscription
from okno.records.resources.models import Capacity
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.move_promise import move_promise
from okno.team.promises.actions.withdraw_promise import withdraw_promise
from okno.team.promises.models import Promise
from okno.top.config.floors import ROOM_PATHS
from okno.top.config.handlers import HANDLERS

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[4]
MONDAY = date(2026, 10, 12)


def paid(contract, at):
    """The first invoice as a payment in full leaves it, told to the journal as billing tells it."""
    invoice = Invoice.objects.get(contract=contract, kind="first")
    Invoice.objects.filter(pk=invoice.pk).update(paid_minor=invoice.gross_minor, paid_on=MONDAY)
    told(invoice, at)
    return invoice


def told(invoice, at):
    record(
        EVENTS["invoicing.invoice_paid"],
        subject=invoice,
        by=CONSOLE,
        at=at,
        number=invoice.number,
        gross_minor=invoice.gross_minor,
    )


def test_every_reaction_is_there_and_every_event_is_known():
    for name, paths in HANDLERS.items():
        assert name in EVENTS
        for path in paths:
            assert callable(import_string(path))


def test_every_function_of_a_rooms_reactions_is_in_the_table():
    table = {path for paths in HANDLERS.values() for path in paths}
    public = set()
    for room in ROOM_PATHS:
        if find_spec(f"{room}.reactions"):
            module = import_module(f"{room}.reactions")
            public |= {
                f"{module.__name__}.{name}"
                for name, thing in vars(module).items()
                if isfunction(thing) and thing.__module__ == module.__name__ and not name.startswith("_")
            }
    assert public == table and len(table) >= 15


def test_a_reaction_imports_no_higher_room():
    """Not even for a type: what a room reacts to above it is met by the entry alone."""
    for place, room in enumerate(ROOM_PATHS):
        file = ROOT / room.replace(".", "/") / "reactions.py"
        if file.exists():
            imports = set(re.findall(r"^ *(?:from|import) (okno\.\w+\.\w+)", file.read_text(), re.M))
            assert imports <= set(ROOM_PATHS[: place + 1]), file


def test_a_signing_moves_every_room(now):
    contract = a_signed_contract(at=now)
    assert (contract.deal.status, contract.deal.closed_on) == ("won", MONDAY)
    company = contract.company
    assert (company.is_client, company.client_since_on) == (True, MONDAY)
    capacity = Capacity.objects.get()
    assert (capacity.held, capacity.taken) == (0, 1)
    first = Invoice.objects.get()
    # 20,000.00 in advance, 22 % VAT on top.
    assert (first.kind, first.gross_minor) == ("first", 2_440_000)
    assert Order.objects.get().status == "waiting"


def test_who_won_keeps_a_client_whom_nobody_kept(now, closer):
    contract = a_signed_contract(by=closer, at=now)
    assert contract.company.manager == closer


def test_who_kept_the_client_goes_on(now, closer, client_company, account_manager):
    contract = a_signed_contract(by=closer, company=client_company, at=now)
    assert contract.company.manager == account_manager


def test_what_cannot_be_done_takes_the_signing_back(now, monkeypatch):
    contract = a_draft_contract(at=now)

    def fail(**_asked):
        raise Conflict("No invoice today")

    monkeypatch.setattr(reactions, "issue_first_invoice", fail)
    with pytest.raises(Conflict):
        sign_contract(contract=contract, signed_on=MONDAY, by=contract.deal.owner, at=now)
    contract = Contract.objects.get()
    assert (contract.status, contract.deal.status) == ("draft", "open")
    assert not Order.objects.exists()


def test_only_the_first_invoice_paid_in_full_releases(now):
    contract = a_signed_contract(at=now)
    first = Invoice.objects.get()
    told(first, now)
    assert Order.objects.get().status == "waiting"
    paid(contract, now)
    assert Order.objects.get().status == "ready"


def test_an_acceptance_starts_the_services_from_its_day(now):
    """20,000.00 accepted on 12 October: 20 of 31 days are 12,903.23 (D2), settled from the advance."""
    contract = a_signed_contract(at=now)
    first = paid(contract, now)
    an_accepted_order(contract=contract, at=now)
    assert Subscription.objects.get().starts_on == MONDAY
    days = Invoice.objects.get(kind="first_days")
    assert days.net_minor == 1_290_323
    assert days.paid_minor == days.gross_minor
    first.refresh_from_db()
    assert first.advance_used_minor == days.gross_minor


@pytest.fixture
def promise(now):
    """Of an order, confirmed by the engineers' rule: free capacity."""
    contract = a_signed_contract(at=now)
    paid(contract, now)
    promise = Order.objects.get().promise
    assert promise is not None and promise.confirmed_by is None
    return promise


def test_guard_3_nobody_but_an_engineer_moves_or_withdraws_an_orders_date(
    promise, now, head, owner, engineer
):
    to_at = promise.due_at + timedelta(days=7)
    for somebody in (head, owner, promise.owner):
        with pytest.raises(Refused) as refusal:
            again = Promise.objects.get(pk=promise.pk)
            move_promise(promise=again, to_at=to_at, reason="It suits us", by=somebody, at=now)
        assert refusal.value.guard == Guard.DATES
        with pytest.raises(Refused):
            again = Promise.objects.get(pk=promise.pk)
            withdraw_promise(promise=again, reason="It suits us", by=somebody, at=now)
    promise.refresh_from_db()
    assert (promise.status, promise.moves_count) == ("open", 0)
    move_promise(promise=promise, to_at=to_at, reason="The switch is late", by=engineer, at=now)
    # Thursday the 15th and a week: the order tells the promise's date, whoever moved it where.
    assert Order.objects.get().promised_on == date(2026, 10, 22)


def test_only_the_acceptance_keeps_an_orders_promise(promise, now, head):
    for at in (now, now + timedelta(days=30)):
        with pytest.raises(Conflict):
            keep_promise(promise=Promise.objects.get(pk=promise.pk), by=head, at=at)
    an_accepted_order(contract=Contract.objects.get(), at=now)
    promise.refresh_from_db()
    assert promise.status == "kept"


def test_other_promises_are_their_owners_own(now, closer):
    later = now + timedelta(days=1)
    promise = make_promise(what="Call back", owner=closer, due_at=later, by=closer, at=now)
    move_promise(promise=promise, to_at=later + timedelta(days=1), reason="Busy", by=closer, at=now)
    assert keep_promise(promise=promise, by=closer, at=now).status == "kept"


@pytest.mark.parametrize("make", [a_sent_quote, an_accepted_quote])
def test_a_lost_deal_holds_nothing(make, now, head):
    quote = make(at=now)
    assert Capacity.objects.get().held == 1
    lose_deal(deal=quote.deal, reason="price", attitude="warm", by=head, at=now)
    assert Capacity.objects.get().held == 0
    quote.refresh_from_db()
    assert quote.status == ("declined" if make is a_sent_quote else "accepted")
