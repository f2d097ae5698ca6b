"""Things of this room made by its actions, for the tests of the rooms above; `bare_…` are rows for runs."""

from datetime import date, datetime

from django.db import transaction

from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour, local_date
from okno.money.invoicing.actions.start_services import start_services
from okno.money.invoicing.models import Invoice, Subscription
from okno.money.invoicing.tests.cast import _number, a_signed_contract, first_invoice_of
from okno.money.payments.allocations import allocate
from okno.money.payments.models import BankStatement, Payment
from okno.records.clients.models import Company
from okno.team.people.models import Employee


def a_payment(
    *, company: Company, amount_minor: int, paid_on: date, seller: Company, purpose: str = "Оплата услуг"
) -> Payment:
    """Received by the seller's account and known to be this client's; nothing of it is allocated yet."""
    number = next(_number)
    statement = BankStatement.objects.create(
        own_company=seller,
        file_name=f"{number}.txt",
        digest=f"{number:064d}",
        starts_on=paid_on,
        ends_on=paid_on,
        loaded_at=at_hour(paid_on, 9),
        documents=1,
        added=1,
    )
    return Payment.objects.create(
        statement=statement,
        fingerprint=f"{number:064d}",
        direction=Payment.Direction.IN,
        status=Payment.Status.MATCHED,
        own_account=seller.accounts.first(),
        company=company,
        number=str(number),
        paid_on=paid_on,
        amount_minor=amount_minor,
        other_name=company.name,
        other_inn=company.inn,
        purpose=purpose,
    )


def pay(invoice: Invoice, *, on: date, amount_minor: int | None = None) -> Payment:
    """Pay an invoice, whole unless a sum is given."""
    amount_minor = invoice.left_minor if amount_minor is None else amount_minor
    payment = a_payment(company=invoice.company, amount_minor=amount_minor, paid_on=on, seller=invoice.seller)
    with transaction.atomic():
        allocate(
            invoice=invoice, payment=payment, amount_minor=amount_minor, on=on, by=CONSOLE, at=at_hour(on, 12)
        )
    return payment


def a_subscription(
    *, starts_on: date | None = None, by: Employee | None = None, at: datetime, **quote: object
) -> Subscription:
    """A contract signed at `at`, its first invoice paid that day, started on `starts_on` (that day too)."""
    contract = a_signed_contract(by=by, at=at, **quote)
    pay(first_invoice_of(contract), on=local_date(at))
    starts_on = starts_on or local_date(at)
    return start_services(contract=contract, starts_on=starts_on, by=CONSOLE, at=at_hour(starts_on, 12))[0]
