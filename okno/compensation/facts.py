"""What happened to clients, as pay sees it: five queries for a whole company, whatever its size."""

from collections import defaultdict
from datetime import date

from django.db.models import F, Q

from okno.billing.models import Allocation, Invoice, RunningService
from okno.clients.models import Management
from okno.compensation.amounts import net_received
from okno.compensation.amounts.client import Client, Contract, Keeper, Price, Receipt, Service
from okno.contracts.models import Contract as SignedContract
from okno.contracts.models import ContractLine
from okno.kernel.vat import VatRegime
from okno.sales.models import Lead


def read_clients(through_on: date) -> list[Client]:
    """Clients with what is dated through the day. Contracts of imported deals are not there (L5)."""
    clients: dict[int, Client] = {}
    _read_contracts(clients, through_on)
    _read_services(clients, through_on)
    for company, manager, starts_on, ends_on in Management.objects.filter(
        starts_on__lte=through_on
    ).values_list("company", "manager", "starts_on", "ends_on"):
        if company in clients:
            clients[company].keepers.append(Keeper(manager, starts_on, ends_on))
    for company, receipt in _receipts(through_on):
        if company in clients:
            clients[company].receipts.append(receipt)
    return list(clients.values())


def _read_contracts(clients: dict[int, Client], through_on: date) -> None:
    """Who recommended a client brings him to his own manager: the lead's rule says so (L2)."""
    contracts: dict[int, Contract] = {}
    for one in (
        SignedContract.objects.signed()
        .filter(signed_on__lte=through_on, deal__imported=False)
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
        brought_by = one["brought_by"]
        if brought_by is None and one["assignment_rule"] == Lead.Rule.RECOMMENDED:
            brought_by = one["assigned_to"]
        assert one["signed_on"] is not None, "signed contracts have the date (contract_signed_has_date)"
        contract = Contract(one["id"], one["signed_on"], brought_by, one["owner"])
        contracts[contract.id] = contract
        clients.setdefault(one["company"], Client(one["company"])).contracts[contract.id] = contract
    not_begun = Q(running_service__isnull=True) | Q(running_service__starts_on__gt=through_on)
    for contract_id, price_minor, vat_included, regime in ContractLine.objects.filter(
        not_begun, contract__status="signed", monthly_minor__gt=0
    ).values_list(
        "contract",
        F("monthly_minor") * F("quantity"),
        "contract__vat_included",
        "contract__seller__vat_regime",
    ):
        if contract_id in contracts:
            contracts[contract_id].agreed.append(Price(price_minor, vat_included, VatRegime(regime)))
    for contract_id, invoice, paid_on in Invoice.objects.filter(kind=Invoice.Kind.FIRST).values_list(
        "contract", "id", "paid_on"
    ):
        if contract_id in contracts:
            contracts[contract_id].first_invoice = invoice
            contracts[contract_id].first_paid_on = paid_on


def _read_services(clients: dict[int, Client], through_on: date) -> None:
    for company, contract, price_minor, vat_included, regime, starts_on, ends_on in (
        RunningService.objects.filter(starts_on__lte=through_on)
        .order_by("pk")
        .values_list(
            "company",
            "contract",
            "monthly_minor",
            "vat_included",
            "seller__vat_regime",
            "starts_on",
            "ends_on",
        )
    ):
        client = clients.get(company)
        if client is not None and contract in client.contracts:
            price = Price(price_minor, vat_included, VatRegime(regime))
            client.services.append(Service(contract, price, starts_on, ends_on))


def _receipts(through_on: date) -> list[tuple[int, Receipt]]:
    """Money of payments, each part without VAT; what an advance settles was received with the advance."""
    before: dict[int, int] = defaultdict(int)
    found = []
    for pk, company, invoice, payment, on, amount_minor, net_minor, gross_minor in (
        Allocation.objects.filter(on__lte=through_on)
        .order_by("invoice", "on", "pk")
        .values_list(
            "pk",
            "invoice__company",
            "invoice",
            "payment",
            "on",
            "amount_minor",
            "invoice__net_minor",
            "invoice__gross_minor",
        )
    ):
        if payment is not None:
            net = net_received(before[invoice], amount_minor, net_minor=net_minor, gross_minor=gross_minor)
            found.append((company, Receipt(pk, payment, invoice, on, amount_minor, net)))
        before[invoice] += amount_minor
    return found
