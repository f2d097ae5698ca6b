"""Components of a pay plan (E1, E2) as data, each in force from a date to a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from okno.ground.kernel.money import BASIS_POINTS


class ComponentKind(StrEnum):
    BASE = "base"
    JUDGEMENT = "judgement"
    ATTRACTION = "attraction"
    ONBOARDING = "onboarding"
    UPKEEP = "upkeep"
    OWN_ADVERTISING = "own_advertising"
    REPORT_REQUIRED = "report_required"


WITH_AMOUNT = frozenset({ComponentKind.BASE, ComponentKind.JUDGEMENT})
WITH_RATE = frozenset({ComponentKind.ATTRACTION, ComponentKind.ONBOARDING, ComponentKind.UPKEEP})


@dataclass(frozen=True, slots=True)
class Component:
    """A rule of a plan. Both dates are included; an end of None is open.

    | kind            | `amount_minor`       | `rate_bp`                   | `service_months`               |
    | base            | net pay of a month   |                             |                                |
    | judgement       | the most it can be   |                             |                                |
    | attraction      |                      | of the monthly fee          | counted by the instalments     |
    | onboarding      |                      | of the monthly fee          | counted by the instalments     |
    | upkeep          |                      | of money received, no VAT   | that pass before it begins     |
    | own_advertising | taken from attraction, never below zero, the rest carried to the next month         |
    | report_required | without the report handed in on time every bonus of the month is held               |

    `with_instalments` false pays attraction or onboarding at once, in full, by the first fee.
    `probation_months` pass after the hiring before a bonus by judgement is possible; the report for a month
    is due by `due_day` of the next one.
    ValueError for dates in the wrong order, or an amount or rate that the kind cannot have.
    """

    kind: ComponentKind
    starts_on: date
    ends_on: date | None = None
    amount_minor: int = 0
    rate_bp: int = 0
    with_instalments: bool = True
    service_months: int = 3
    probation_months: int = 3
    due_day: int = 5

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("a component ends no sooner than it starts")
        if self.amount_minor < 0 or (self.amount_minor and self.kind not in WITH_AMOUNT):
            raise ValueError(f"{self.kind} has no such amount")
        if not 0 <= self.rate_bp <= BASIS_POINTS or (self.rate_bp > 0) != (self.kind in WITH_RATE):
            raise ValueError(f"{self.kind} has no such rate")
        if self.service_months < 1:
            raise ValueError("one service month at least")
        if self.probation_months < 0 or not 1 <= self.due_day <= 28:
            raise ValueError("no such probation, or a day that not every month has")

    def is_in_force(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


def in_force(components: Iterable[Component], on: date) -> dict[ComponentKind, Component]:
    """Return the components in force on a day by their kind (E1).

    ValueError when two of one kind are in force on the same day: no single rule would explain the pay.
    """
    by_kind: dict[ComponentKind, Component] = {}
    for component in components:
        if component.is_in_force(on):
            if component.kind in by_kind:
                raise ValueError(f"two components of kind {component.kind} are in force on {on}")
            by_kind[component.kind] = component
    return by_kind


def reference_plan(starts_on: date) -> tuple[Component, ...]:
    """Return the reference plan of a provider (E2): instalments, 5 % upkeep."""
    return _plan(starts_on, upkeep_bp=500, with_instalments=True)


def reference_plan_at_once(starts_on: date) -> tuple[Component, ...]:
    """Return the other edition of E2, used by the worked example: no instalments, 3 % upkeep."""
    return _plan(starts_on, upkeep_bp=300, with_instalments=False)


def _plan(starts_on: date, *, upkeep_bp: int, with_instalments: bool) -> tuple[Component, ...]:
    return (
        Component(ComponentKind.BASE, starts_on, amount_minor=5_000_000),
        Component(ComponentKind.JUDGEMENT, starts_on, amount_minor=1_000_000),
        Component(ComponentKind.ATTRACTION, starts_on, rate_bp=5000, with_instalments=with_instalments),
        Component(ComponentKind.ONBOARDING, starts_on, rate_bp=2000, with_instalments=with_instalments),
        Component(ComponentKind.UPKEEP, starts_on, rate_bp=upkeep_bp),
        Component(ComponentKind.OWN_ADVERTISING, starts_on),
        Component(ComponentKind.REPORT_REQUIRED, starts_on),
    )
