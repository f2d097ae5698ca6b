"""What a successor must know of a client, on paper: the hand-over pack (C5).

However many clients are asked for, the number of queries is the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.dates import MONTHS

from okno.billing.balance import Balance, balances
from okno.billing.models import Invoice, Payment, RunningService
from okno.clients.models import Company, Contact, Management
from okno.contracts.models import Contract
from okno.delivery.models import Order
from okno.journal.models import Entry
from okno.kernel.clock import local_date
from okno.people.models import Employee
from okno.promises.models import Promise
from okno.quotes.models import Quote
from okno.sales.models import Deal

ENTRIES = 15
# One client with a history as long as this is read on his page, not on paper.
MOST = 30


@dataclass(frozen=True)
class Pack:
    """One client as `reader` may see him; `balance` is None where the money is not his to see."""

    company: Company
    keepers: Sequence[Management]
    contacts: Sequence[Contact]
    promises: Sequence[Promise]
    needs: Sequence[Promise]
    balance: Balance | None
    services: Sequence[RunningService]
    deals: Sequence[Deal]
    quotes: Sequence[Quote]
    contracts: Sequence[Contract]
    orders: Sequence[Order]
    entries: Sequence[Entry]

    @property
    def manager(self) -> Employee | None:
        return next((one.manager for one in self.keepers if one.ends_on is None), None)

    @property
    def monthly_minor(self) -> int:
        """What he pays a month by the services that run, as their contracts say."""
        return sum(service.monthly_minor for service in self.services)

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
    """The packs of these clients, in the order given."""
    found = list(companies)
    prefetch_related_objects(found, *_parts(reader, local_date(at)))
    known = _balances(found, reader, local_date(at))
    for company in found:
        yield _pack(company, known.get(company.pk))


def _parts(reader: Employee, on: date) -> "list[Prefetch[Any, Any, Any]]":
    """What stands in a pack by the names of Company's relations; each starts at what the reader may see."""
    promises = Promise.objects.visible_to(reader).select_related("owner", "confirmed_by")
    quotes = Quote.objects.visible_to(reader).filter(status__in=["draft", "sent"]).with_sums()
    contracts = Contract.objects.visible_to(reader).exclude(status="cancelled").prefetch_related("lines")
    orders = Order.objects.visible_to(reader).exclude(status="accepted").select_related("contract", "promise")
    return [
        Prefetch("contacts", Contact.objects.filter(left_at__isnull=True), "pack_contacts"),
        Prefetch("managements", Management.objects.select_related("manager"), "pack_keepers"),
        Prefetch("promises", promises.open()[:MOST], "pack_promises"),
        Prefetch("promises", _needs(promises)[:MOST], "pack_needs"),
        Prefetch("services", _running(reader, on)[:MOST], "pack_services"),
        Prefetch("deals", Deal.objects.visible_to(reader).open()[:MOST], "pack_deals"),
        Prefetch("quotes", quotes[:MOST], "pack_quotes"),
        Prefetch("contracts", contracts[:MOST], "pack_contracts"),
        Prefetch("orders", orders[:MOST], "pack_orders"),
        Prefetch(
            "journal",
            Entry.objects.visible_to(reader).select_related("by").order_by("-at", "-id")[:ENTRIES],
            "pack_entries",
        ),
    ]


def _needs(promises: Any) -> Any:
    """What was clarified: what the client really needs, in plain words (C6)."""
    clarified = promises.filter(kind=Promise.Kind.CLARIFY, status__in=["kept", "broken"])
    return clarified.exclude(outcome="").order_by("-closed_at", "-id")


def _running(reader: Employee, on: date) -> Any:
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return RunningService.objects.visible_to(reader).filter(lasting).order_by("starts_on", "id")


def _balances(companies: list[Company], reader: Employee, on: date) -> dict[int, Balance]:
    """Of those whose money the reader sees: no zero stands for what is hidden (guard 8)."""
    asked = [company.pk for company in companies]
    invoices = Invoice.objects.visible_to(reader).filter(company__in=asked)
    payments = Payment.objects.visible_to(reader).filter(company__in=asked)
    seen = set(invoices.order_by().values_list("company", flat=True).distinct())
    seen |= set(payments.order_by().values_list("company", flat=True).distinct())
    seen |= {company.pk for company in companies if _part(company, "services")}
    return balances(invoices, payments, seen, on=on) if seen else {}


def _pack(company: Company, balance: Balance | None) -> Pack:
    return Pack(
        company=company,
        balance=balance,
        **{name: _part(company, name) for name in Pack.__annotations__ if name not in ("company", "balance")},
    )


def _part(company: Company, name: str) -> list[Any]:
    found: list[Any] = getattr(company, f"pack_{name}")
    return found


def _months(numbers: Iterable[int]) -> str:
    return ", ".join(str(MONTHS[number]).lower() for number in sorted(numbers) if number in MONTHS)
