"""Things of this room made by its actions, for the tests of the rooms above; `bare_…` are rows for runs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import count

from django.db import transaction

from okno.billing.actions.bill_batch import bill_batch
from okno.billing.actions.start_billing_run import start_billing_run
from okno.billing.actions.start_services import start_services
from okno.billing.allocations import allocate
from okno.billing.models import BankStatement, BillingRun, Invoice, Payment, RunningService
from okno.catalog.models import Configuration, Location, Service
from okno.clients.models import Company
from okno.contracts.actions.draft_contract import draft_contract
from okno.contracts.actions.sign_contract import sign_contract
from okno.contracts.models import Contract, ContractLine
from okno.kernel.clock import at_hour, local_date
from okno.people.models import Employee
from okno.quotes.models import Quote, QuoteLine
from okno.quotes.tests.cast import an_accepted_quote
from okno.sales.models import Deal

_number = count(1)


def a_signed_contract(*, by: Employee | None = None, at: datetime, **quote: object) -> Contract:
    """Signed on the day of `at`; it has its first invoice. `quote`: what `an_accepted_quote` takes."""
    accepted = an_accepted_quote(by=by, at=at, **quote)  # type: ignore[arg-type]
    contract = draft_contract(quote=accepted, by=accepted.author, at=at)
    return sign_contract(contract=contract, signed_on=local_date(at), by=accepted.author, at=at)


def first_invoice_of(contract: Contract) -> Invoice:
    return contract.invoices.get(kind=Invoice.Kind.FIRST)


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
            invoice=invoice, payment=payment, amount_minor=amount_minor, on=on, by=None, at=at_hour(on, 12)
        )
    return payment


def a_running_service(
    *, starts_on: date | None = None, by: Employee | None = None, at: datetime, **quote: object
) -> RunningService:
    """A contract signed at `at`, its first invoice paid that day, started on `starts_on` (that day too)."""
    contract = a_signed_contract(by=by, at=at, **quote)
    pay(first_invoice_of(contract), on=local_date(at))
    starts_on = starts_on or local_date(at)
    return start_services(contract=contract, starts_on=starts_on, by=None, at=at_hour(starts_on, 12))[0]


def an_open_invoice(*, at: datetime, **quote: object) -> Invoice:
    """The unpaid first invoice of a contract just signed."""
    return first_invoice_of(a_signed_contract(at=at, **quote))


def bill(through_on: date, *, at: datetime, by: Employee | None = None, size: int = 1000) -> BillingRun:
    """A whole billing run."""
    run = start_billing_run(through_on=through_on, by=by, at=at)
    while bill_batch(run=run, by=by, at=at, size=size):
        pass
    return run


def bare_services(seller: Company, clients: Sequence[Company], facts: Sequence[Mapping[str, object]]) -> None:
    """A running service for each of `facts`, client by client in turn, on one contract of rows only."""
    contract, lines = _bare_contract(seller, clients[0], len(facts))
    RunningService.objects.bulk_create(
        RunningService(
            contract_line=line,
            contract=contract,
            company=clients[place % len(clients)],
            seller=seller,
            title=f"Service {place}",
            **{"vat_included": False, "monthly_minor": 100_000, **one},
        )
        for place, (line, one) in enumerate(zip(lines, facts, strict=True))
    )


def _bare_contract(seller: Company, company: Company, lines: int) -> tuple[Contract, list[ContractLine]]:
    at = at_hour(date(2025, 1, 9), 9)
    number = next(_number)
    deal = Deal.objects.create(
        company=company, imported=True, title="Rows", stage_since_at=at, opened_on=at.date()
    )
    shared = {"deal": deal, "company": company, "seller": seller, "year": 2025, "sequence": 900_000 + number}
    quote = Quote.objects.create(
        **shared, created_at=at, valid_until_on=date(2025, 2, 9), token=f"token-{number}"
    )
    contract = Contract.objects.create(
        **shared,
        quote=quote,
        vat_included=False,
        term_months=12,
        status=Contract.Status.SIGNED,
        created_at=at,
        signed_on=date(2025, 1, 9),
    )
    service, _ = Service.objects.get_or_create(code="rows", defaults={"name": "Rows"})
    configuration, _ = Configuration.objects.get_or_create(
        code="rows", defaults={"service": service, "name": "Rows", "monthly_minor": 1}
    )
    place, _ = Location.objects.get_or_create(code="rows", defaults={"name": "Rows"})
    what = {"configuration": configuration, "location": place, "title": "Rows", "monthly_minor": 1}
    asked = QuoteLine.objects.bulk_create(
        QuoteLine(quote=quote, position=position, **what) for position in range(1, lines + 1)
    )
    made = ContractLine.objects.bulk_create(
        ContractLine(
            contract=contract, quote_line=one, position=one.position, quantity=1, one_off_minor=0, **what
        )
        for one in asked
    )
    return contract, made
