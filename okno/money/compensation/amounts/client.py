"""What earns bonuses on one client, dated: contracts, services, receipts and account managers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from okno.ground.kernel.dates import service_months
from okno.ground.kernel.vat import VatRegime, from_gross, rate_bp
from okno.money.compensation.amounts.service_time import FeeChange, fees_of_service_months

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Price:
    """A monthly price in kopecks, with VAT inside or on top."""

    price_minor: int
    vat_included: bool
    regime: VatRegime

    def net_on(self, on: date) -> int:
        """Return the price in kopecks without VAT, at the VAT rate of the day."""
        if not self.vat_included:
            return self.price_minor
        return from_gross(self.price_minor, rate_bp(self.regime, on)).net_minor


@dataclass(frozen=True, slots=True)
class Service:
    """A service of the client at one price, from `starts_on` to `ends_on`, both included, or without end.

    A service whose price changes is one of these after another.
    """

    contract: int
    price: Price
    starts_on: date
    ends_on: date | None

    def runs(self, on: date) -> bool:
        """Return whether the service runs on the day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(slots=True)
class Contract:
    """A signed contract; `brought_by` and `owner` are ids of employees.

    `first_paid_on` is the day on which the first invoice was paid in full.
    """

    id: int
    signed_on: date
    brought_by: int | None
    owner: int | None
    first_invoice: int | None = None
    first_paid_on: date | None = None
    agreed: list[Price] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The part of a payment allocated to an invoice; `net_minor` is its share without VAT, in kopecks."""

    allocation: int
    payment: int
    invoice: int
    on: date
    gross_minor: int
    net_minor: int


@dataclass(frozen=True, slots=True)
class Keeper:
    """An account manager's term with the client."""

    employee: int
    starts_on: date
    ends_on: date | None


@dataclass(slots=True)
class Client:
    """A company with everything that earns bonuses: contracts, services, receipts, account managers."""

    company: int
    contracts: dict[int, Contract] = field(default_factory=dict)
    services: list[Service] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    keepers: list[Keeper] = field(default_factory=list)

    def first(self) -> tuple[Contract, date | None] | None:
        """Return the contract that attracted the client and the service's first day (None before it begins).

        Return None when there is neither a service nor a price agreed for one.
        """
        if self.services:
            earliest = min(self.services, key=lambda service: (service.starts_on, service.contract))
            return self.contracts[earliest.contract], earliest.starts_on
        priced = [contract for contract in self.contracts.values() if contract.agreed]
        if priced:
            return min(priced, key=lambda contract: (contract.signed_on, contract.id)), None
        return None

    def fee_on(self, on: date) -> int:
        """Return the monthly fee of all services that run on the day, in kopecks without VAT."""
        return sum(service.price.net_on(on) for service in self.services if service.runs(on))

    def fees(self, starts_on: date, count: int) -> tuple[int, ...]:
        """Return the fee of each of the first `count` service months, in kopecks without VAT."""
        days = {starts_on, *(month.ends_on for month in service_months(starts_on, count))}
        for service in self.services:
            days |= {service.starts_on, *([service.ends_on + ONE_DAY] if service.ends_on else [])}
        return fees_of_service_months(starts_on, [FeeChange(on, self.fee_on(on)) for on in days], None, count)

    def keeper_on(self, on: date) -> int | None:
        """Return the id of the client's account manager on the day, None without one."""
        for keeper in self.keepers:
            if keeper.starts_on <= on and (keeper.ends_on is None or on <= keeper.ends_on):
                return keeper.employee
        return None
