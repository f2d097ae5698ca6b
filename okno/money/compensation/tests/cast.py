"""How a client comes to be paid for, in words that tests read as a manual; every step is a real action."""

from datetime import date, datetime, timedelta
from importlib import import_module
from itertools import count

from django.db import connection

from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.leads.actions.register_lead import register_lead
from okno.attract.leads.caller import Caller
from okno.attract.quotes.tests.cast import a_company
from okno.deliver.contracts.models import Contract
from okno.deliver.contracts.tests.cast import a_signed_contract
from okno.deliver.delivery.tests.cast import an_accepted_order
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import add_months, month_of
from okno.money.compensation.actions.agree_plan import agree_plan
from okno.money.compensation.actions.draw_month import draw_month
from okno.money.compensation.actions.hand_in_report import hand_in_report
from okno.money.compensation.amounts import Component, reference_plan
from okno.money.compensation.models import EarningLine, Payslip, Plan
from okno.money.invoicing.models import Invoice
from okno.money.invoicing.tests.cast import bill, first_invoice_of
from okno.money.payments.actions.load_statement import load_statement
from okno.money.payments.tests.bank import a_file, received
from okno.records.catalog.models import Configuration, Location
from okno.records.catalog.tests.cast import a_configuration, somebody
from okno.records.clients.models import Company
from okno.records.resources.tests.cast import a_place
from okno.team.people.models import Employee

LONG_AGO = date(2025, 1, 1)
LOCKED_TRIGGERS = import_module("okno.money.compensation.migrations.0001_initial").TRIGGERS
_number = count(1)

Shown = tuple[str, str, int, str]


def rule_of_pay(
    person: Employee | None = None,
    *,
    role: str = "",
    components: tuple[Component, ...] | None = None,
    starts_on: date = LONG_AGO,
) -> Plan:
    """A plan agreed with the owner; the reference one unless told otherwise."""
    return agree_plan(
        name="Reference plan",
        employee=person,
        role=role,
        components=components or reference_plan(starts_on),
        agreed_on=starts_on,
        starts_on=starts_on,
        by=somebody("owner"),
        at=at_hour(starts_on, 9),
    )


def a_contract(
    company: Company,
    *,
    owner: Employee,
    signed_at: datetime,
    monthly_minor: int,
    vat_included: bool = False,
    **lead: object,
) -> Contract:
    """Lead, deal, quote, contract: signed, its first invoice issued, nothing paid yet.

    `monthly_minor` is the list price, without VAT; with `vat_included` the contract's has it inside.
    """
    place = Location.objects.first() or a_place(capacity=1000)
    code = f"server-{monthly_minor}"
    server = Configuration.objects.filter(code=code).first() or a_configuration(
        code=code, monthly_minor=monthly_minor, cost_minor=100_00, outlay_minor=0
    )
    said = {"source_type": "spear", "channel": "outbound", "need": "A server"}
    boss = {"by": somebody("owner"), "at": signed_at}
    deal = qualify_lead(
        lead=register_lead(caller=Caller(company=company, **{**said, **lead}), **boss),  # type: ignore[arg-type]
        owner=owner,
        title="A server",
        monthly_minor=monthly_minor,
        **boss,
    )
    lines = [{"configuration": server, "location": place}]
    return a_signed_contract(deal=deal, lines=lines, vat_included=vat_included, by=owner, at=signed_at)


def money_comes(
    invoice: Invoice, *, on: date, amount_minor: int | None = None, told_on: date | None = None
) -> None:
    """The client pays by bank, the accountant loads the statement on the day or later (`told_on`)."""
    gross_minor = invoice.gross_minor if amount_minor is None else amount_minor
    document = received(
        invoice.seller,
        gross_minor,
        f"Оплата по счёту № {invoice.number}",
        payer=invoice.company,
        number=str(next(_number)),
        paid_on=on,
    )
    data = a_file(invoice.seller, [document])
    at = at_hour(told_on or on, 18)
    load_statement(data=data, file_name="kl_to_1c.txt", by=somebody("accountant"), at=at)
    invoice.refresh_from_db()


def service_starts(contract: Contract, *, on: date) -> None:
    """Connected and accepted by the client."""
    an_accepted_order(contract=contract, accepted_on=on, at=at_hour(on, 12))


def a_client(
    *,
    owner: Employee,
    brought_by: Employee | None = None,
    monthly_minor: int = 2_000_000,
    starts_on: date,
    paid_on: date | None = None,
    vat_included: bool = False,
    **lead: object,
) -> Company:
    """Won by `owner`, found by `brought_by`; the first invoice is paid and the service accepted."""
    company = a_company(number=100 + next(_number))
    signed_at = at_hour(starts_on - timedelta(days=10), 10)
    contract = a_contract(
        company,
        owner=owner,
        signed_at=signed_at,
        monthly_minor=monthly_minor,
        brought_by=brought_by,
        vat_included=vat_included,
        **lead,
    )
    money_comes(first_invoice_of(contract), on=paid_on or starts_on - timedelta(days=5))
    service_starts(contract, on=starts_on)
    return company


def grows(company: Company, *, owner: Employee, by_minor: int, starts_on: date) -> Contract:
    """The client orders one more service; its contract goes the whole way too."""
    signed_at = at_hour(starts_on - timedelta(days=5), 10)
    contract = a_contract(company, owner=owner, signed_at=signed_at, monthly_minor=by_minor)
    money_comes(first_invoice_of(contract), on=starts_on - timedelta(days=2))
    service_starts(contract, on=starts_on)
    return contract


def billed(company: Company, month_on: date) -> Invoice:
    """The invoice of the month, after a billing run through its end."""
    bill(month_of(month_on).ends_on, at=at_hour(month_on, 8))
    return Invoice.objects.get(company=company, kind=Invoice.Kind.MONTHLY, starts_on=month_on)


def reports(person: Employee, month_on: date, *, on: date | None = None) -> None:
    """On the last day of the month, unless said otherwise."""
    on = on or month_of(month_on).ends_on
    hand_in_report(employee=person, month_on=month_on, text="Whom and how", by=person, at=at_hour(on, 17))


def payday(person: Employee, month_on: date, *, at: datetime | None = None) -> Payslip:
    """The payslip drawn by the accountant on the third day after the month."""
    at = at or at_hour(add_months(month_on, 1) + timedelta(days=2), 10)
    (slip,) = draw_month(month_on=month_on, employees=[person], by=somebody("accountant"), at=at)
    return slip


def lines_of(slip: Payslip, *kinds: str) -> list[Shown]:
    """(kind, part, kopecks, status) of each line, of some kinds or of all."""
    lines = EarningLine.objects.filter(payslip=slip).order_by("pk")
    return [
        (one.kind, one.part, one.amount_minor, one.status) for one in lines if not kinds or one.kind in kinds
    ]


def let_tables_be_emptied() -> None:
    """For the end of a test with committed data and locked payslips: SQLite's flush deletes row by row.

    PostgreSQL truncates, which asks no trigger.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in LOCKED_TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
