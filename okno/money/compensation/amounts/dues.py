"""Bonuses earned on one client (E2): from dates, fees and money received to lines that fall due in a month.

A client is attracted once, by the people of the contract whose service began first. The fee is that of all
the client's services: services ordered in the first service months raise the second part. Money received
after those months earns upkeep for the account manager of that day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from okno.money.compensation.amounts.bonuses import (
    attraction_at_once,
    attraction_first,
    attraction_second,
    upkeep,
)
from okno.money.compensation.amounts.client import Client, Contract, Receipt
from okno.money.compensation.amounts.components import Component, ComponentKind
from okno.money.compensation.amounts.explained import Explained
from okno.money.compensation.amounts.payslip import LineStatus
from okno.money.compensation.amounts.service_time import after_service_months


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause of an employee's plan: its id and its figures."""

    id: int
    component: Component


RuleOf = Callable[[int, ComponentKind, date], Rule | None]


@dataclass(frozen=True, slots=True)
class Due:
    """A bonus line of an employee: payable in `month_on`, or earned and waiting (`month_on` is None).

    `waits` names the missing condition.
    """

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
        """Return what may be paid only once: a part of a client's attraction, a client's upkeep of a month, a
        month's bonus.
        """
        monthly = self.kind in (ComponentKind.UPKEEP, ComponentKind.JUDGEMENT, ComponentKind.BASE)
        return (self.employee, self.kind.value, self.part, self.company, self.month_on if monthly else None)


@dataclass(slots=True)
class PaidTo:
    """The employees paid in locked months, with the rule: later changes never move their bonus."""

    attraction: dict[tuple[int, ComponentKind], tuple[int, Rule]] = field(default_factory=dict)
    receipts: dict[int, tuple[int, Rule]] = field(default_factory=dict)


def dues_of(
    client: Client, *, through_on: date, rule_of: RuleOf, heads: frozenset[int], paid_to: PaidTo
) -> Iterator[Due]:
    """Yield every line the client earns for anybody through a day, in whichever month it fell due (E2).

    The facts of `client` are those through that day. `heads` never earn on their own sales (E3). Amounts are
    kopecks, each line rounded once.
    """
    first = client.first()
    if first is None:
        return
    contract, starts_on = first
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
    """Return the line, payable from its own day or the day the first month was paid, whichever is later."""
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
        receipts=tuple(receipt for receipt in client.receipts if receipt.invoice == contract.first_invoice),
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
        explained = upkeep(sum(receipt.net_minor for receipt in receipts), rules[rule_id].component.rate_bp)
        about = (employee, ComponentKind.UPKEEP, "", client.company, None, rule_id, explained)
        yield Due(*about, month_on=month_on, receipts=tuple(receipts))
