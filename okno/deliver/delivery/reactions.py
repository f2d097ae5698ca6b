"""What delivery does at once when something happens in another room."""

from django.utils.translation import gettext as _

from okno.deliver.contracts.models import Contract
from okno.deliver.delivery.actions.open_order import open_order
from okno.deliver.delivery.actions.release_order import release_order
from okno.deliver.delivery.dates import watch_promise
from okno.deliver.delivery.models import Order
from okno.ground.journal.models import Entry
from okno.ground.journal.reacting import reactor_of, subject_of
from okno.ground.kernel.errors import Conflict
from okno.team.promises.models import Promise


def open_signed_order(entry: Entry) -> None:
    """Open the order of the contract that is signed."""
    contract = Contract.objects.select_related("quote", "deal__owner", "company").get(pk=entry.subject_id)
    open_order(contract=contract, by=reactor_of(entry), at=entry.at)


def release_paid_order(entry: Entry) -> None:
    """Release the order once the contract's first invoice, and no other, is paid in full (D2)."""
    invoice = subject_of(entry)
    if invoice.kind == invoice.Kind.FIRST and invoice.paid_on is not None:
        order = Order.objects.get(contract=invoice.contract_id)
        release_order(order=order, by=reactor_of(entry), at=entry.at)


def watch_order_date(entry: Entry) -> None:
    """Raise Conflict for a promise of an order that is moved or kept by hand (guard 3).

    A promise may stand on an order; the promises' room knows nothing of orders.
    """
    watch_promise(Promise.objects.get(pk=entry.subject_id), by=reactor_of(entry))


def keep_accepted_order(entry: Entry) -> None:
    """Raise Conflict when the promise of an accepted order is reopened: the order stays accepted."""
    order = Order.objects.filter(promise=entry.subject_id, status=Order.Status.ACCEPTED).first()
    if order is not None:
        raise Conflict(_("Order {number} is accepted: its promise stays kept.").format(number=order))
