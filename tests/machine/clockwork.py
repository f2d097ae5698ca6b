"""The machine's frame: a clock, who does what, what can be done now, and the look at the base after it."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any, ClassVar

from django.db import connection, transaction
from django.db.models import QuerySet
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from okno.attract.quotes.actions.expire_quotes import expire_quotes
from okno.ground.kernel.actors import CLOCK, VISITOR
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import OknoError
from okno.records.resources.actions.free_expired import free_expired
from okno.top.tools.invariants import breaches
from tests.machine.world import BEGINS_AT, Broken, World

PICKS = st.integers(0, 5)
# Mostly whoever does this work here, now and then another.
DOERS = st.sampled_from([""] * 7 + ["closer", "engineer", "owner"])

STATES = {
    "room_for_drafts": "people_employee WHERE (SELECT COUNT(*) FROM quotes_quote WHERE status = 'draft') < 3",
    "drafts": "quotes_quote WHERE status = 'draft'",
    "lines": "quotes_quoteline l JOIN quotes_quote q ON q.id = l.quote_id WHERE q.status = 'draft'",
    "asked": "quotes_feasibility WHERE status = 'asked'",
    "approvals": "approvals_approval WHERE status = 'requested'",
    "sent": "quotes_quote WHERE status = 'sent'",
    "answered": "quotes_quote WHERE status IN ('sent', 'declined', 'expired')",
    "accepted": "quotes_quote WHERE status = 'accepted'",
    "contracts": "contracts_contract WHERE status = 'draft'",
    "unpaid": "invoicing_invoice WHERE paid_on IS NULL",
    "statements": "payments_bankstatement WHERE 1 = 1",
    "unclear": "payments_payment WHERE status = 'unclear'",
    "orders": "delivery_order WHERE status <> 'accepted'",
    "started": "delivery_order WHERE status = 'started'",
    "promised": "promises_promise WHERE status = 'open' AND subject_kind = 'delivery.order'",
    "services": "invoicing_subscription WHERE 1 = 1",
    "open_slips": "compensation_payslip WHERE status = 'open'",
    "slips": "compensation_payslip WHERE 1 = 1",
}
LOOK = "SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {what})" for what in STATES.values())


def when(verb: str, state: str = "") -> Callable[[Any], Any]:
    """A rule of this name fires only where it makes sense, and where the test has not narrowed it away."""

    def may(self: "Clockwork") -> bool:
        return (not self.only or verb in self.only) and (not state or state in self.now_there)

    return precondition(may)


# Who acts without being an employee: a client behind a link, the clock.
NAMELESS = {"": VISITOR, "clock": CLOCK}


class Clockwork(RuleBasedStateMachine):
    """`world`, `only` and `ahead` are set by the test; `survives` are the errors that a step may end with."""

    world: ClassVar[World]
    only: ClassVar[Collection[str]] = ()
    ahead: ClassVar[tuple[int, int]] = (0, 16)
    survives: ClassVar[tuple[type[Exception], ...]] = (OknoError,)
    # The natural next step of a deal; the parts of the machine say what it is.
    go_on: Callable[[int], None]

    def __init__(self) -> None:
        super().__init__()
        self.at = BEGINS_AT
        self.now_there: set[str] = set()
        self.documents = 0
        self.last_file = b""
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def do(self, act: Callable[..., Any], right: str, doer: str = "", **given: Any) -> Any:
        """Let somebody do it now; a refusal is as good an end as any."""
        self.at += timedelta(minutes=7)
        who = doer or right
        by = NAMELESS.get(who) or self.world.people[who]
        try:
            with transaction.atomic():
                return act(by=by, at=self.at, **given)
        except self.survives:
            return None

    def one(self, things: "QuerySet[Any]", pick: int) -> Any:
        """One of them by its place, the same in every run of the example."""
        found = list(things.order_by("pk"))
        return found[pick % len(found)] if found else None

    @property
    def today(self) -> Any:
        return local_date(self.at)

    @initialize(data=st.data())
    def begins_further_on(self, data: Any) -> None:
        for _step in range(data.draw(st.integers(*self.ahead))):
            self.go_on(0)
        self.look()

    @rule(days=st.sampled_from([1, 2, 3, 9, 25]))
    def days_pass(self, days: int) -> None:
        self.at += timedelta(days=days)

    @rule()
    @when("clock", "sent")
    def the_clock_works(self) -> None:
        self.do(expire_quotes, "clock")
        self.do(free_expired, "clock")

    @invariant()
    def nothing_is_broken(self) -> None:
        if found := breaches():
            raise Broken(found)
        self.look()

    def look(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(LOOK)
            self.now_there = {name for name, there in zip(STATES, cursor.fetchone(), strict=True) if there}
