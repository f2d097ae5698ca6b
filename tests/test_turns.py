"""A sample by rotation leaves nothing out for ever."""

import pytest

from tests.turns import in_turn

pytestmark = pytest.mark.one_engine


def test_three_turns_try_each_thing_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    for turn in ("7", "8", "9"):
        monkeypatch.setenv("OKNO_TURN", turn)
        tried += in_turn(range(10))
    assert sorted(tried) == list(range(10))


def test_without_a_turn_all_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OKNO_TURN", raising=False)
    assert in_turn("abc") == ["a", "b", "c"]


def test_those_who_walk_the_same_leave_nothing_out_in_one_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKNO_TURN", "7")
    tried = [thing for shift in range(3) for thing in in_turn(range(10), 3, shift)]
    assert sorted(tried) == list(range(10))


@pytest.mark.xdist_group("told")
def test_a_group_of_tests_keeps_to_one_worker(request: pytest.FixtureRequest) -> None:
    """What costs much to set up is set up once only if xdist knows the group, by a suffix of the id."""
    is_grouped = request.config.getoption("loadgroup", False)
    assert request.node.nodeid.endswith("@told") or not is_grouped
