"""Guards switched off one at a time, as a careless change would do it, to see that the breach is found."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.models import F

from okno.attract.quotes import send_blockers
from okno.attract.quotes.models import Quote
from okno.deliver.delivery.models import Order
from okno.ground.kernel.errors import Guard, OknoError
from okno.money.compensation import calculation
from okno.money.compensation.models import Payslip
from okno.records.resources.models import Capacity


@dataclass(frozen=True)
class Off:
    """Which invariants may find it, which rules lead there, how far on the search begins."""

    breaks: Collection[str]
    only: Collection[str]
    ahead: tuple[int, int]
    survives: tuple[type[Exception], ...] = (OknoError,)
    restore: Callable[[], None] = lambda: None


def nothing(*args: Any, **kwargs: Any) -> None:
    return None


def yes(*args: Any, **kwargs: Any) -> bool:
    return True


def _blind_to(patch: pytest.MonkeyPatch, guard: Guard) -> None:
    def seen(quote: Quote, at: datetime) -> list[send_blockers.Missing]:
        return [one for one in send_blockers.missing(quote, at) if one.guard != guard]

    patch.setattr("okno.attract.quotes.actions.send_quote.missing", seen)


def guard_1_floor(patch: pytest.MonkeyPatch) -> Off:
    """Sending asks nothing about prices."""
    _blind_to(patch, Guard.FLOOR)
    patch.setattr("okno.attract.quotes.actions.send_quote._spend_approvals", nothing)
    rules = {"draft_quote", "ask_feasibility", "send_quote"}
    return Off({"below_floor"}, rules, (0, 0))


def guard_2_contract_price(patch: pytest.MonkeyPatch) -> Off:
    """The signing does not compare the contract with the quote."""
    patch.setattr("okno.deliver.contracts.actions.sign_contract.require_equal", nothing)
    return Off({"contract_differs"}, {"tamper", "sign_contract"}, (4, 4))


def guard_3_dates(patch: pytest.MonkeyPatch) -> Off:
    """Anybody names and moves dates."""
    for place in ("okno.deliver.delivery.dates", "okno.deliver.delivery.actions.confirm_date"):
        patch.setattr(f"{place}.can_confirm_date", yes)
    for place in ("make_promise", "move_promise"):
        patch.setattr(f"okno.team.promises.actions.{place}.require_engineer", nothing)
    return Off({"date_unconfirmed"}, {"confirm_date", "move_promise", "go_on"}, (4, 8))


def guard_4_feasibility(patch: pytest.MonkeyPatch) -> Off:
    """Sending asks nothing about whether it can be delivered."""
    _blind_to(patch, Guard.FEASIBILITY)
    rules = {"draft_quote", "add_line", "ask_feasibility", "refuse_feasibility", "send_quote"}
    return Off({"sent_undeliverable"}, rules, (0, 1))


def guard_5_capacity(patch: pytest.MonkeyPatch) -> Off:
    """The counter takes whatever it is told, and the database does not mind."""

    def count(capacity: Capacity, units: int, holder: object) -> None:
        Capacity.objects.filter(pk=capacity.pk).update(held=F("held") + units)

    for place in ("hold_capacity", "take_hold"):
        patch.setattr(f"okno.records.resources.actions.{place}.count_held", count)
    rules = {"draft_quote", "ask_feasibility", "revise_quote"}
    return Off({"capacity_counters"}, rules, (2, 2), restore=_without_checks("capacity_never_sold_twice"))


def guard_7_closed_period(patch: pytest.MonkeyPatch) -> Off:
    """A locked month is drawn anew like any other, and the triggers are gone."""
    _drop_triggers()

    def forgetful(*args: Any, **kwargs: Any) -> list[Payslip]:
        locked = list(Payslip.objects.filter(status="locked").values_list("pk", "locked_at"))
        Payslip.objects.filter(status="locked").update(status="open", locked_at=None)
        slips = calculation.write_month(*args, **kwargs)
        for pk, locked_at in locked:
            Payslip.objects.filter(pk=pk).update(status="locked", locked_at=locked_at)
        return slips

    patch.setattr("okno.money.compensation.actions.draw_month.write_month", forgetful)
    rules = {"hand_in_report", "record_advertising", "draw_month", "lock_month", "pay", "go_on"}
    return Off({"locked_changed"}, rules, (0, 9))


def payment_before_work(patch: pytest.MonkeyPatch) -> Off:
    """Work starts on a promise to pay (D2); a CHECK of the database is appeased with a date."""

    class Careless(Order):
        class Meta:
            proxy = True
            app_label = "delivery"

        class Status:
            WAITING = "nobody waits"
            STARTED = "started"

    def moved(order: Order, to: str, started_at: datetime) -> None:
        released_at = order.released_at or started_at
        Order.objects.filter(pk=order.pk).update(status=to, started_at=started_at, released_at=released_at)

    patch.setattr("okno.deliver.delivery.actions.start_order.Order", Careless)
    patch.setattr("okno.deliver.delivery.actions.start_order.move", moved)
    return Off({"started_unpaid"}, {"start_order"}, (5, 5), survives=(OknoError, IntegrityError))


SWITCHES = [
    guard_1_floor,
    guard_2_contract_price,
    guard_3_dates,
    guard_4_feasibility,
    guard_5_capacity,
    guard_7_closed_period,
    payment_before_work,
]


def _without_checks(constraint: str) -> Callable[[], None]:
    """Let rows break a CHECK; the answer undoes it where the end of the transaction does not."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            return lambda: connection.cursor().execute("PRAGMA ignore_check_constraints = OFF")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE resources_capacity DROP CONSTRAINT {constraint}")
    return nothing


def _drop_triggers() -> None:
    from importlib import import_module

    triggers = import_module("okno.money.compensation.migrations.0001_initial").TRIGGERS
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name, (_event, table, _refused) in triggers.items():
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor != "sqlite" else ""))
