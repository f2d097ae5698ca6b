"""The hand-over pack: a client on paper for their next manager (C5).

The number of queries does not depend on the number of clients.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.dates import MONTHS

from okno.attract.deals.models import Deal
from okno.attract.quotes.models import Quote
from okno.deliver.contracts.models import Contract
from okno.deliver.delivery.models import Order
from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import local_date
from okno.money.invoicing.models import Invoice, Subscription
from okno.money.invoicing.queries import net_fee_minor
from okno.money.payments.balance import Balance, balances
from okno.money.payments.models import Payment
from okno.records.clients.models import AccountManagerTerm, Company, Contact
from okno.team.people.models import Employee
from okno.team.promises.models import Promise

ENTRIES = 15
# One client with a history as long as this is read on his page, not on paper.
MOST = 30


@dataclass(frozen=True)
class Pack:
    """A client as `reader` may see them; `balance` is None when the reader may not see the money.

    `monthly_minor` is what the running services cost a month in kopecks, without VAT.
    """

    company: Company
    keepers: Sequence[AccountManagerTerm]
    contacts: Sequence[Contact]
    promises: Sequence[Promise]
    needs: Sequence[Promise]
    balance: Balance | None
    monthly_minor: int
    services: Sequence[Subscription]
    deals: Sequence[Deal]
    quotes: Sequence[Quote]
    contracts: Sequence[Contract]
    orders: Sequence[Order]
    entries: Sequence[Entry]

    @property
    def manager(self) -> Employee | None:
        return next((term.manager for term in self.keepers if term.ends_on is None), None)

    @property
    def busy(self) -> str:
        return _months(self.company.busy_months)

    @property
    def dead(self) -> str:
        return _months(self.company.dead_months)

    @property
    def has_work(self) -> bool:
        return bool(self.deals or self.quotes or self.contracts or self.orders)


def packs_of(companies: Iterable[Company], *, reader: Employee, at: datetime) -> Iterator[Pack]:
    """Yield the packs of these companies in their order."""
    clients = list(companies)
    prefetch_related_objects(clients, *_parts(reader, local_date(at)))
    balance_of = _balances(clients, reader, local_date(at))
    for company in clients:
        yield _pack(company, balance_of.get(company.pk), local_date(at))


def _parts(reader: Employee, on: date) -> "list[Prefetch[Any, Any, Any]]":
    """Return the prefetches of a pack's parts, each limited to rows that the reader may see."""
    promises = Promise.objects.visible_to(reader).select_related("owner", "confirmed_by")
    quotes = Quote.objects.visible_to(reader).filter(status__in=["draft", "sent"]).with_sums()
    contracts = Contract.objects.visible_to(reader).exclude(status="cancelled").prefetch_related("lines")
    orders = Order.objects.visible_to(reader).exclude(status="accepted").select_related("contract", "promise")
    return [
        Prefetch("contacts", Contact.objects.filter(left_at__isnull=True), "pack_contacts"),
        Prefetch("manager_terms", AccountManagerTerm.objects.select_related("manager"), "pack_keepers"),
        Prefetch("promises", promises.open()[:MOST], "pack_promises"),
        Prefetch("promises", _needs(promises)[:MOST], "pack_needs"),
        Prefetch("subscriptions", _running(reader, on)[:MOST], "pack_services"),
        Prefetch("deals", Deal.objects.visible_to(reader).open()[:MOST], "pack_deals"),
        Prefetch("quotes", quotes[:MOST], "pack_quotes"),
        Prefetch("contracts", contracts[:MOST], "pack_contracts"),
        Prefetch("orders", orders[:MOST], "pack_orders"),
        Prefetch(
            "journal",
            Entry.objects.visible_to(reader).select_related("by", "token").order_by("-at", "-id")[:ENTRIES],
            "pack_entries",
        ),
    ]


def _needs(promises: Any) -> Any:
    """Return kept clarifications: the client's real needs in plain words (C6)."""
    clarified = promises.filter(kind=Promise.Kind.CLARIFY, status__in=["kept", "broken"])
    return clarified.exclude(outcome="").order_by("-closed_at", "-id")


def _running(reader: Employee, on: date) -> Any:
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    visible = Subscription.objects.visible_to(reader).filter(lasting)
    return visible.with_term(on).select_related("seller").order_by("starts_on", "id")


def _balances(companies: list[Company], reader: Employee, on: date) -> dict[int, Balance]:
    """Return balances of companies whose money the reader may see; a hidden sum is no zero (guard 8)."""
    company_ids = [company.pk for company in companies]
    invoices = Invoice.objects.visible_to(reader).filter(company__in=company_ids)
    payments = Payment.objects.visible_to(reader).filter(company__in=company_ids)
    seen = set(invoices.order_by().values_list("company", flat=True).distinct())
    seen |= set(payments.order_by().values_list("company", flat=True).distinct())
    seen |= {company.pk for company in companies if _part(company, "services")}
    return balances(invoices, payments, seen, on=on) if seen else {}


def _pack(company: Company, balance: Balance | None, on: date) -> Pack:
    own: dict[str, Any] = {
        "company": company,
        "balance": balance,
        "monthly_minor": _monthly_minor(company, on),
    }
    parts: dict[str, Any] = {name: _part(company, name) for name in Pack.__annotations__ if name not in own}
    return Pack(**own, **parts)


def _monthly_minor(company: Company, on: date) -> int:
    return sum(
        net_fee_minor(
            service.monthly_minor,
            vat_included=service.vat_included,
            regime=service.seller.vat_regime,
            on=on,
        )
        for service in _part(company, "services")
    )


def _part(company: Company, name: str) -> list[Any]:
    rows: list[Any] = getattr(company, f"pack_{name}")
    return rows


def _months(numbers: Iterable[int]) -> str:
    return ", ".join(str(MONTHS[number]).lower() for number in sorted(numbers) if number in MONTHS)
