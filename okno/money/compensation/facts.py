"""Facts about clients that bonuses depend on: six queries, whatever the number of clients."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet

from okno.attract.leads.models import Lead
from okno.deliver.contracts.models import Contract as SignedContract
from okno.deliver.contracts.models import ContractLine
from okno.ground.kernel.vat import VatRegime
from okno.money.compensation.amounts import net_received
from okno.money.compensation.amounts.client import Client, Contract, Keeper, Price, Receipt, Service
from okno.money.compensation.models import EarningLine
from okno.money.invoicing.models import Invoice, SubscriptionTerm
from okno.money.payments.models import Allocation
from okno.records.clients.models import AccountManagerTerm, Company

M = TypeVar("M", bound=Model)
# Whose facts are read: a query of companies, None for all.
Companies = QuerySet[Company] | None


def read_clients(through_on: date, people: Collection[int] | None = None) -> list[Client]:
    """Return clients with all facts dated through the day. Contracts of imported deals do not count (L5).

    `people` narrows them to the clients that can earn anything for these employees: a payslip of one person
    does not read the receipts of the whole company.
    """
    companies = None if people is None else companies_of(people)
    clients: dict[int, Client] = {}
    _read_contracts(clients, companies, through_on)
    _read_services(clients, companies, through_on)
    terms = _narrowed(AccountManagerTerm.objects.filter(starts_on__lte=through_on), companies)
    for company, manager, starts_on, ends_on in terms.values_list(
        "company", "manager", "starts_on", "ends_on"
    ):
        # Managers of companies without a signed contract earn nothing here, and most companies are such.
        if company in clients:
            clients[company].keepers.append(Keeper(manager, starts_on, ends_on))
    for company, receipt in _receipts(companies, through_on):
        if company in clients:
            clients[company].receipts.append(receipt)
    return list(clients.values())


def companies_of(people: Collection[int]) -> QuerySet[Company]:
    """Return the companies that these employees sold to, managed, or were paid for in a locked month.

    The last are read because a correction of a locked month needs the client's facts of today (E5).
    """
    theirs = Q(deal__owner__in=people) | Q(deal__lead__brought_by__in=people)
    sold = SignedContract.objects.filter(theirs | Q(deal__lead__assigned_to__in=people))
    managed = AccountManagerTerm.objects.filter(manager__in=people)
    paid = EarningLine.objects.filter(payslip__employee__in=people, company__isnull=False)
    return Company.objects.filter(
        Q(pk__in=sold.values("company"))
        | Q(pk__in=managed.values("company"))
        | Q(pk__in=paid.values("company"))
    )


def _narrowed(rows: "QuerySet[M]", companies: Companies, path: str = "company") -> "QuerySet[M]":
    """Return the rows of these companies; all rows for None."""
    return rows if companies is None else rows.filter(**{f"{path}__in": companies})


def _read_contracts(clients: dict[int, Client], companies: Companies, through_on: date) -> None:
    """Add signed contracts, agreed prices and first invoices to `clients`.

    An employee who recommended a client attracts it for their own manager, who gets the lead by the rule of
    recommendation (L2).
    """
    contracts: dict[int, Contract] = {}
    signed = SignedContract.objects.signed().filter(signed_on__lte=through_on, deal__imported=False)
    for row in (
        _narrowed(signed, companies)
        .order_by("pk")
        .values(
            "id",
            "company",
            "signed_on",
            owner=F("deal__owner"),
            brought_by=F("deal__lead__brought_by"),
            assigned_to=F("deal__lead__assigned_to"),
            assignment_rule=F("deal__lead__assignment_rule"),
        )
    ):
        brought_by = row["brought_by"]
        # A recommendation of a client counts as brought by the client's manager: he earned it by keeping
        # them.
        if brought_by is None and row["assignment_rule"] == Lead.Rule.RECOMMENDED:
            brought_by = row["assigned_to"]
        assert row["signed_on"] is not None, "signed contracts have the date (contract_signed_has_date)"
        contract = Contract(row["id"], row["signed_on"], brought_by, row["owner"])
        contracts[contract.id] = contract
        clients.setdefault(row["company"], Client(row["company"])).contracts[contract.id] = contract
    _read_agreed_prices(contracts, companies, through_on)
    first_invoices = _narrowed(Invoice.objects.filter(kind=Invoice.Kind.FIRST), companies)
    for contract_id, invoice, paid_on in first_invoices.values_list("contract", "id", "paid_on"):
        if contract_id in contracts:
            contracts[contract_id].first_invoice = invoice
            contracts[contract_id].first_paid_on = paid_on


def _read_agreed_prices(contracts: dict[int, Contract], companies: Companies, through_on: date) -> None:
    """Add the monthly prices of signed lines whose service has not begun to their contracts."""
    not_begun = Q(subscription__isnull=True) | Q(subscription__starts_on__gt=through_on)
    lines = ContractLine.objects.filter(not_begun, contract__status="signed", monthly_minor__gt=0)
    for contract_id, price_minor, vat_included, regime in _narrowed(
        lines, companies, "contract__company"
    ).values_list(
        "contract",
        F("monthly_minor") * F("quantity"),
        "contract__vat_included",
        "contract__seller__vat_regime",
    ):
        if contract_id in contracts:
            contracts[contract_id].agreed.append(Price(price_minor, vat_included, VatRegime(regime)))


def _read_services(clients: dict[int, Client], companies: Companies, through_on: date) -> None:
    """Add the terms of subscriptions to their clients: each is a service of its own days at its own price."""
    begun = SubscriptionTerm.objects.filter(starts_on__lte=through_on)
    terms = _narrowed(begun, companies, "subscription__company")
    for company, contract, fee_minor, vat_included, regime, starts_on, ends_on in terms.order_by(
        "subscription", "starts_on"
    ).values_list(
        "subscription__company",
        "subscription__contract",
        "fee_minor",
        "vat_included",
        "subscription__seller__vat_regime",
        "starts_on",
        "ends_on",
    ):
        client = clients.get(company)
        if client is not None and contract in client.contracts:
            price = Price(fee_minor, vat_included, VatRegime(regime))
            client.services.append(Service(contract, price, starts_on, ends_on))


def _receipts(companies: Companies, through_on: date) -> list[tuple[int, Receipt]]:
    """Return (company, receipt) for each payment's allocation, without VAT.

    Advances settled against an invoice make no receipt, since the money was received with the advance.
    """
    before: dict[int, int] = defaultdict(int)
    receipts = []
    allocations = _narrowed(Allocation.objects.filter(on__lte=through_on), companies, "invoice__company")
    for pk, company, invoice, payment, on, amount_minor, net_minor, gross_minor in allocations.order_by(
        "invoice", "on", "pk"
    ).values_list(
        "pk",
        "invoice__company",
        "invoice",
        "payment",
        "on",
        "amount_minor",
        "invoice__net_minor",
        "invoice__gross_minor",
    ):
        if payment is not None:
            net = net_received(before[invoice], amount_minor, net_minor=net_minor, gross_minor=gross_minor)
            receipts.append((company, Receipt(pk, payment, invoice, on, amount_minor, net)))
        # Also for an advance, which brings no receipt of its own: it is a part of what the invoice has
        # received.
        before[invoice] += amount_minor
    return receipts
