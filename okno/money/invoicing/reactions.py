"""What invoicing does at once when something happens in another room."""

from okno.deliver.contracts.models import Contract
from okno.deliver.delivery.models import Order
from okno.ground.journal.models import Entry
from okno.ground.journal.reacting import date_in, reactor_of
from okno.money.invoicing.actions.issue_first_invoice import issue_first_invoice
from okno.money.invoicing.actions.start_services import start_services


def invoice_signed_contract(entry: Entry) -> None:
    """Issue the first invoice of the contract that is signed."""
    contract = Contract.objects.select_related("quote", "deal__owner", "company").get(pk=entry.subject_id)
    issue_first_invoice(contract=contract, by=reactor_of(entry), at=entry.at)


def start_accepted_services(entry: Entry) -> None:
    """Start the services of the order that is accepted, from the day of the acceptance."""
    order = Order.objects.select_related("contract").get(pk=entry.subject_id)
    # The day that was journalled, not today: an acceptance may be written down a day later.
    starts_on = date_in(entry, "accepted_on")
    start_services(contract=order.contract, starts_on=starts_on, by=reactor_of(entry), at=entry.at)
