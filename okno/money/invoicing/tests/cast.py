"""Things of this room made by its actions, for the tests of the rooms above; `bare_…` are rows for runs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import count

from okno.attract.deals.models import Deal
from okno.attract.quotes.models import Quote, QuoteLine
from okno.attract.quotes.tests.cast import an_accepted_quote
from okno.deliver.contracts.actions.draft_contract import draft_contract
from okno.deliver.contracts.actions.sign_contract import sign_contract
from okno.deliver.contracts.models import Contract, ContractLine
from okno.ground.kernel.actors import CONSOLE, Actor
from okno.ground.kernel.clock import at_hour, local_date
from okno.money.invoicing.actions.bill_batch import bill_batch
from okno.money.invoicing.actions.start_billing_run import start_billing_run
from okno.money.invoicing.models import BillingRun, Invoice, Subscription, SubscriptionTerm
from okno.records.catalog.models import Configuration, Location, Service
from okno.records.clients.models import Company
from okno.team.people.models import Employee

_number = count(1)
OF_TERM = ("monthly_minor", "vat_included", "terms")


def a_signed_contract(*, by: Employee | None = None, at: datetime, **quote: object) -> Contract:
    """Signed on the day of `at`; it has its first invoice. `quote`: what `an_accepted_quote` takes."""
    accepted = an_accepted_quote(by=by, at=at, **quote)  # type: ignore[arg-type]
    contract = draft_contract(quote=accepted, by=accepted.author, at=at)
    return sign_contract(contract=contract, signed_on=local_date(at), by=accepted.author, at=at)


def first_invoice_of(contract: Contract) -> Invoice:
    return contract.invoices.get(kind=Invoice.Kind.FIRST)


def an_open_invoice(*, at: datetime, **quote: object) -> Invoice:
    """The unpaid first invoice of a contract just signed."""
    return first_invoice_of(a_signed_contract(at=at, **quote))


def bill(through_on: date, *, at: datetime, by: Actor | Employee = CONSOLE, size: int = 1000) -> BillingRun:
    """A whole billing run."""
    run = start_billing_run(through_on=through_on, by=by, at=at)
    while bill_batch(run=run, by=by, at=at, size=size):
        pass
    return run


def bare_services(seller: Company, clients: Sequence[Company], facts: Sequence[Mapping[str, object]]) -> None:
    """A running service for each of `facts`, client by client in turn, on one contract of rows only.

    `facts`: fields of the subscription, and `monthly_minor` and `vat_included` of its one term, or `terms`:
    fields of each.
    """
    contract, lines = _bare_contract(seller, clients[0], len(facts))
    begun = Subscription.objects.bulk_create(
        Subscription(
            contract_line=line,
            contract=contract,
            company=clients[place % len(clients)],
            seller=seller,
            title=f"Service {place}",
            **{name: value for name, value in fields.items() if name not in OF_TERM},
        )
        for place, (line, fields) in enumerate(zip(lines, facts, strict=True))
    )
    SubscriptionTerm.objects.bulk_create(
        SubscriptionTerm(subscription=subscription, **term)
        for subscription, fields in zip(begun, facts, strict=True)
        for term in _terms(subscription, fields)
    )


def _terms(subscription: Subscription, fields: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    price = {
        "price_minor": fields.get("monthly_minor", 100_000),
        "vat_included": fields.get("vat_included", False),
        "quantity": 1,
        "starts_on": subscription.starts_on,
        "ends_on": subscription.ends_on,
    }
    return fields.get("terms", [price])  # type: ignore[return-value]


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
