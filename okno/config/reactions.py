"""What config/handlers.py names: thin calls of other rooms' actions, by whom and when the entry says."""

from datetime import date

from django.utils.translation import gettext as _

from okno.billing.actions.issue_first_invoice import issue_first_invoice
from okno.billing.actions.start_services import start_services
from okno.billing.models import Invoice
from okno.clients.actions.become_client import become_client
from okno.clients.actions.hand_over_clients import hand_over_clients
from okno.clients.actions.set_manager import set_manager
from okno.contracts.models import Contract
from okno.delivery.actions.open_order import open_order
from okno.delivery.actions.release_order import release_order
from okno.delivery.dates import watch_promise
from okno.delivery.models import Order
from okno.journal.models import Entry
from okno.kernel.clock import local_date
from okno.kernel.errors import Conflict, Invalid
from okno.people.models import Employee
from okno.promises.actions.hand_over_promises import hand_over_promises
from okno.promises.models import Promise
from okno.quotes.actions.let_go_of_deal import let_go_of_deal
from okno.quotes.models import QuoteLine
from okno.resources.actions.take_hold import take_hold
from okno.resources.models import Hold
from okno.sales.actions.hand_over_deals import hand_over_deals
from okno.sales.actions.win_deal import win_deal
from okno.sales.assignment.answers import answer_them, new_leads_of
from okno.sales.models import Deal, Lead


def let_go_of_its_quotes(entry: Entry) -> None:
    let_go_of_deal(deal=Deal.objects.get(pk=entry.subject_id), by=entry.by, at=entry.at)


def win_the_deal(entry: Entry) -> None:
    contract = _contract(entry)
    win_deal(deal=contract.deal, signed_on=_signed_on(entry), by=entry.by, at=entry.at)


def make_a_client(entry: Entry) -> None:
    """Who won the deal keeps the client until he hands him over: one voice at any time (C2)."""
    contract = _contract(entry)
    signed_on = _signed_on(entry)
    become_client(company=contract.company, on=signed_on, by=entry.by, at=entry.at)
    owner = contract.deal.owner
    if owner is not None and contract.company.manager is None:
        today = local_date(entry.at)
        set_manager(company=contract.company, manager=owner, starts_on=today, by=entry.by, at=entry.at)


def take_the_capacity(entry: Entry) -> None:
    """In the order of the counters, so that two signings at once never wait for one another in a ring."""
    lines = _contract(entry).quote.lines.values("pk")
    holds = Hold.objects.filter(holder_kind=QuoteLine._meta.label_lower, holder_id__in=lines)
    for hold in holds.filter(status=Hold.Status.HELD).order_by("capacity_id", "pk"):
        take_hold(hold=hold, by=entry.by, at=entry.at)


def issue_the_first_invoice(entry: Entry) -> None:
    issue_first_invoice(contract=_contract(entry), by=entry.by, at=entry.at)


def open_the_order(entry: Entry) -> None:
    open_order(contract=_contract(entry), by=entry.by, at=entry.at)


def release_the_order(entry: Entry) -> None:
    """Only the contract's first invoice, and only when nothing of it is left to pay (D2)."""
    invoice = Invoice.objects.get(pk=entry.subject_id)
    if invoice.kind == Invoice.Kind.FIRST and invoice.paid_on is not None:
        order = Order.objects.get(contract=invoice.contract_id)
        release_order(order=order, by=entry.by, at=entry.at)


def start_the_services(entry: Entry) -> None:
    order = Order.objects.select_related("contract").get(pk=entry.subject_id)
    accepted_on = date.fromisoformat(entry.data["accepted_on"])
    start_services(contract=order.contract, starts_on=accepted_on, by=entry.by, at=entry.at)


def watch_the_orders_date(entry: Entry) -> None:
    """A promise may stand on an order; the promises' room knows nothing of orders (guard 3)."""
    watch_promise(Promise.objects.get(pk=entry.subject_id), by=entry.by)


def leave_the_accepted_accepted(entry: Entry) -> None:
    """What the client's acceptance kept is not taken back by a click: the order stays accepted."""
    order = Order.objects.filter(promise=entry.subject_id, status=Order.Status.ACCEPTED).first()
    if order is not None:
        raise Conflict(_("Order {number} is accepted: its promise stays kept.").format(number=order))


def hand_everything_over(entry: Entry) -> None:
    """Clients, promises, deals and leads of one go to another, whole or not at all (C5a)."""
    giver = Employee.objects.get(pk=entry.subject_id)
    receiver = Employee.objects.get(pk=entry.data["successor_id"])
    why = entry.data.get("reason") or _("{name} hands everything over").format(name=giver.name)
    by, at = entry.by, entry.at
    try:
        hand_over_promises(giver=giver, receiver=receiver, reason=why, by=by, at=at)
        hand_over_clients(giver=giver, receiver=receiver, note=why, with_promises=False, by=by, at=at)
        hand_over_deals(giver=giver, receiver=receiver, reason=why, by=by, at=at)
    except Invalid as error:
        # What a room says of its receiver is said of the successor here.
        raise Invalid(successor=error.reason) from error


def count_as_answer(entry: Entry) -> None:
    """A call that reached, a meeting, a letter or a message: the first answer to the client's new leads."""
    if entry.kind.startswith("journal.call_") and entry.data.get("result") not in ("", None, "reached"):
        return
    if entry.by is not None and entry.company_id is not None:
        answer_them(new_leads_of(entry.company_id, entry.at), by=entry.by, at=entry.at)


def count_the_lead_as_answered(entry: Entry) -> None:
    """Who qualifies a lead or turns it down has spoken with the client by then, at the latest."""
    if entry.by is None:
        return
    is_deal = entry.subject_kind == Deal._meta.label_lower
    leads = Lead.objects.filter(**({"deal": entry.subject_id} if is_deal else {"pk": entry.subject_id}))
    answer_them(leads, by=entry.by, at=entry.at)


def _contract(entry: Entry) -> Contract:
    return Contract.objects.select_related("quote", "deal__owner", "company").get(pk=entry.subject_id)


def _signed_on(entry: Entry) -> date:
    return date.fromisoformat(entry.data["signed_on"])
