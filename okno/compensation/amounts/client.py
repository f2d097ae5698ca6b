"""What one client earns to whom (E2): from dates, fees and money received to lines that fall due in a month.

A client is brought once, by the people of the contract whose service began first. His fee is that of all his
services: what he orders in the first service months raises the second part. Money received after them earns
upkeep to whoever keeps him on that day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from okno.compensation.amounts.bonuses import attraction_at_once, attraction_first, attraction_second, upkeep
from okno.compensation.amounts.components import Component, ComponentKind
from okno.compensation.amounts.explained import Explained
from okno.compensation.amounts.payslip import LineStatus
from okno.compensation.amounts.service_time import FeeChange, after_service_months, fees_of_service_months
from okno.kernel.dates import service_months
from okno.kernel.vat import VatRegime, from_gross, rate_bp

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause of somebody's plan: its id and its figures."""

    id: int
    component: Component


RuleOf = Callable[[int, ComponentKind, date], Rule | None]


@dataclass(frozen=True, slots=True)
class Price:
    """A monthly price in kopecks, with VAT inside or on top."""

    price_minor: int
    vat_included: bool
    regime: VatRegime

    def net_on(self, on: date) -> int:
        """Without VAT, at the rate of the day."""
        if not self.vat_included:
            return self.price_minor
        return from_gross(self.price_minor, rate_bp(self.regime, on)).net_minor


@dataclass(frozen=True, slots=True)
class Service:
    contract: int
    price: Price
    starts_on: date
    ends_on: date | None

    def runs(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(slots=True)
class Contract:
    """`brought_by` and `owner` are employees' ids; `first_paid_on`: the first invoice, paid in full."""

    id: int
    signed_on: date
    brought_by: int | None
    owner: int | None
    first_invoice: int | None = None
    first_paid_on: date | None = None
    agreed: list[Price] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Receipt:
    """So much of a payment came in for an invoice; `net_minor` is its part without VAT, in kopecks."""

    allocation: int
    payment: int
    invoice: int
    on: date
    gross_minor: int
    net_minor: int


@dataclass(frozen=True, slots=True)
class Keeper:
    employee: int
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """A line of somebody's pay: payable in `month_on`, or earned and waiting for `waits` (None then)."""

    employee: int
    kind: ComponentKind
    part: str
    company: int | None
    contract: int | None
    rule: int
    explained: Explained
    month_on: date | None = None
    waits: str = ""
    wait_until_on: date | None = None
    invoice: int | None = None
    receipts: tuple[Receipt, ...] = ()

    @property
    def status(self) -> LineStatus:
        return LineStatus.EARNED if self.month_on is None else LineStatus.PAYABLE

    @property
    def key(self) -> tuple[int, str, str, int | None, date | None]:
        """What is paid once: a part of a client's attraction, his upkeep of a month, a month's bonus."""
        monthly = self.kind in (ComponentKind.UPKEEP, ComponentKind.JUDGEMENT, ComponentKind.BASE)
        return (self.employee, self.kind.value, self.part, self.company, self.month_on if monthly else None)


@dataclass(slots=True)
class PaidTo:
    """Who was paid in locked months, by which rule: he stays the one, whatever has changed since."""

    attraction: dict[tuple[int, ComponentKind], tuple[int, Rule]] = field(default_factory=dict)
    receipts: dict[int, tuple[int, Rule]] = field(default_factory=dict)


@dataclass(slots=True)
class Client:
    company: int
    contracts: dict[int, Contract] = field(default_factory=dict)
    services: list[Service] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    keepers: list[Keeper] = field(default_factory=list)

    def first(self) -> tuple[Contract, date | None] | None:
        """The contract that brought the client and the day his service began (None: not yet)."""
        if self.services:
            earliest = min(self.services, key=lambda service: (service.starts_on, service.contract))
            return self.contracts[earliest.contract], earliest.starts_on
        priced = [one for one in self.contracts.values() if one.agreed]
        if priced:
            return min(priced, key=lambda one: (one.signed_on, one.id)), None
        return None

    def fee_on(self, on: date) -> int:
        """The monthly fee of all that runs on the day, in kopecks without VAT."""
        return sum(service.price.net_on(on) for service in self.services if service.runs(on))

    def fees(self, starts_on: date, count: int) -> tuple[int, ...]:
        """The fee of each of the first service months."""
        days = {starts_on, *(month.ends_on for month in service_months(starts_on, count))}
        for service in self.services:
            days |= {service.starts_on, *([service.ends_on + ONE_DAY] if service.ends_on else [])}
        return fees_of_service_months(starts_on, [FeeChange(on, self.fee_on(on)) for on in days], None, count)

    def keeper_on(self, on: date) -> int | None:
        for keeper in self.keepers:
            if keeper.starts_on <= on and (keeper.ends_on is None or on <= keeper.ends_on):
                return keeper.employee
        return None


def dues_of(
    client: Client, *, through_on: date, rule_of: RuleOf, heads: frozenset[int], paid_to: PaidTo
) -> Iterator[Due]:
    """Every line that the client earns to anybody through a day, in whichever month it fell due.

    The facts of `client` are those through that day. `heads` never earn on their own sales (E3).
    Source: E2; kopecks, each line rounded once.
    """
    found = client.first()
    if found is None:
        return
    contract, starts_on = found
    seller = None
    for kind, candidate in (
        (ComponentKind.ATTRACTION, contract.brought_by),
        (ComponentKind.ONBOARDING, contract.owner),
    ):
        earner = paid_to.attraction.get((client.company, kind))
        if earner is None and candidate is not None and candidate not in heads | {seller}:
            rule = rule_of(candidate, kind, starts_on or through_on)
            earner = (candidate, rule) if rule else None
        seller = contract.brought_by
        if earner is not None:
            yield from _attraction(client, contract, starts_on, through_on, kind, *earner)
    if starts_on is not None:
        own = heads & {contract.brought_by, contract.owner}
        yield from _upkeep(client, starts_on, through_on, rule_of, own, paid_to.receipts)


def _attraction(
    client: Client,
    contract: Contract,
    starts_on: date | None,
    through_on: date,
    kind: ComponentKind,
    employee: int,
    rule: Rule,
) -> Iterator[Due]:
    terms = rule.component
    due = partial(_due, client, contract, through_on, kind, employee, rule)
    if starts_on is None:
        agreed_minor = sum(price.net_on(through_on) for price in contract.agreed)
        months = terms.service_months if terms.with_instalments else 1
        explained = attraction_first(agreed_minor, terms.rate_bp, months)
        yield due("first" if terms.with_instalments else "once", explained, None, "start")
        return
    fee_minor = client.fee_on(starts_on)
    if not terms.with_instalments:
        yield due("once", attraction_at_once(fee_minor, terms.rate_bp), starts_on, "start")
        return
    first = attraction_first(fee_minor, terms.rate_bp, terms.service_months)
    yield due("first", first, starts_on, "start")
    fees = client.fees(starts_on, terms.service_months)
    second = attraction_second(fees, terms.rate_bp, first.amount_minor)
    yield due("second", second, after_service_months(starts_on, terms.service_months), "service_months")


def _due(
    client: Client,
    contract: Contract,
    through_on: date,
    kind: ComponentKind,
    employee: int,
    rule: Rule,
    part: str,
    explained: Explained,
    from_on: date | None,
    waits: str,
) -> Due:
    """Payable from the later of its own day and the day the client's first month was paid."""
    paid_on = contract.first_paid_on
    month_on = None
    if from_on is not None and from_on <= through_on:
        waits = "first_month"
        if paid_on is not None and paid_on <= through_on:
            waits, month_on = "", max(from_on, paid_on).replace(day=1)
    return Due(
        employee=employee,
        kind=kind,
        part=part,
        company=client.company,
        contract=contract.id,
        rule=rule.id,
        explained=explained,
        month_on=month_on,
        waits=waits,
        wait_until_on=from_on if waits == "service_months" else None,
        invoice=contract.first_invoice,
        receipts=tuple(one for one in client.receipts if one.invoice == contract.first_invoice),
    )


def _upkeep(
    client: Client,
    starts_on: date,
    through_on: date,
    rule_of: RuleOf,
    own: frozenset[int | None],
    paid_to: Mapping[int, tuple[int, Rule]],
) -> Iterator[Due]:
    shares: dict[tuple[int, date, int], list[Receipt]] = {}
    rules: dict[int, Rule] = {}
    for receipt in client.receipts:
        earner = paid_to.get(receipt.allocation)
        if earner is None:
            keeper = client.keeper_on(receipt.on)
            rule = rule_of(keeper, ComponentKind.UPKEEP, receipt.on) if keeper is not None else None
            if keeper is None or rule is None or keeper in own:
                continue
            if receipt.on < after_service_months(starts_on, rule.component.service_months):
                continue
            earner = (keeper, rule)
        employee, rule = earner
        rules[rule.id] = rule
        shares.setdefault((employee, receipt.on.replace(day=1), rule.id), []).append(receipt)
    for (employee, month_on, rule_id), receipts in shares.items():
        explained = upkeep(sum(one.net_minor for one in receipts), rules[rule_id].component.rate_bp)
        about = (employee, ComponentKind.UPKEEP, "", client.company, None, rule_id, explained)
        yield Due(*about, month_on=month_on, receipts=tuple(receipts))
