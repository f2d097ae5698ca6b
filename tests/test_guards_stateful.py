"""Whatever is done, in whatever order, no guard is broken; switch one off, and the same machine shows it."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis.stateful import run_state_machine_as_test

from okno.records.clients.models import Company
from tests import guards_off
from tests.machine import Broken, GuardMachine, World
from tests.machine.world import small_world
from tests.turns import in_turn

pytestmark = pytest.mark.both_engines

IS_LONG = os.environ.get("OKNO_HYPOTHESIS") == "long"
EXAMPLES = settings(
    max_examples=1000 if IS_LONG else 20,
    stateful_step_count=80 if IS_LONG else 40,
    derandomize=not IS_LONG,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
# To find one breach is enough, and nobody reads its shortest story.
SEARCH = settings(
    EXAMPLES,
    max_examples=300,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    verbosity=Verbosity.quiet,
)


@pytest.fixture
def world(own_company: Company) -> World:
    return small_world(own_company)


def run(world: World, how: settings, **narrowed: Any) -> None:
    machine = type("Machine", (GuardMachine,), {"world": world, **narrowed})
    run_state_machine_as_test(machine, settings=how)


SELLING = {
    *("draft_quote", "clear", "add_line", "change_line", "remove_line", "change_terms", "ask_feasibility"),
    *("confirm_feasibility", "refuse_feasibility", "ask_price_approval", "decide", "send_quote", "answer"),
    *("revise_quote", "set_cost", "set_capacity", "draft_contract", "tamper", "sign_contract", "clock"),
}
KEEPING = {
    *("pay", "start_order", "complete_step", "confirm_date", "move_promise", "accept_order", "bill"),
    *("end_service", "hand_in_report", "judge", "record_advertising", "draw_month", "lock_month", "go_on"),
}
# Part of the days is spent where one kind of work is thick; the rest is anything at all.
DAYS = {
    "of selling": {"only": SELLING, "ahead": (0, 2)},
    "of keeping": {"only": KEEPING, "ahead": (5, 12)},
    "of anything": {},
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", in_turn(DAYS))
def test_no_sequence_of_actions_breaks_a_guard(world: World, kind: str) -> None:
    run(world, EXAMPLES, **DAYS[kind])


# Whether the walk finds a breach does not depend on the engine, and PostgreSQL takes three times as long.
@pytest.mark.one_engine
@pytest.mark.parametrize("switch", in_turn(guards_off.SWITCHES), ids=lambda switch: switch.__name__)
def test_a_guard_switched_off_is_found_out(
    world: World, switch: Callable[..., guards_off.Off], monkeypatch: pytest.MonkeyPatch
) -> None:
    off = switch(monkeypatch)
    try:
        with pytest.raises(Broken) as broken:
            run(world, SEARCH, only=off.only, ahead=off.ahead, survives=off.survives)
    finally:
        off.restore()
    assert broken.value.names <= off.breaks
