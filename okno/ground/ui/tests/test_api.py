"""The base of request bodies takes what it says and nothing else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from okno.ground.ui.api import Body, Minor


class Order(Body):
    count: int = 0
    price_minor: Minor = 0
    note: str = ""
    on: date | None = None
    tags: list[str] = []
    maybe: int | None = None
    sure: bool = False


@pytest.mark.parametrize(
    "wrong",
    [
        {"count": False},
        {"count": "5"},
        {"count": 5.0},
        {"maybe": True},
        {"count": 2**63},
        {"price_minor": 10**14 + 1},
        {"price_minor": True},
        {"note": "a\0b"},
        {"note": "\ud800"},
        {"tags": ["a", "\0"]},
        {"on": "1899-12-31"},
        {"on": "2201-01-01"},
        {"surprise": 1},
    ],
)
def test_what_is_not_taken(wrong):
    with pytest.raises(ValidationError):
        Order.model_validate(wrong)


def test_what_is_taken():
    order = Order.model_validate({"count": 5, "note": " a ", "on": "2026-10-12", "sure": True, "maybe": None})
    assert (order.count, order.note, order.on, order.sure) == (5, "a", date(2026, 10, 12), True)


@given(st.dictionaries(st.sampled_from(list(Order.model_fields)), st.integers() | st.text() | st.booleans()))
@settings(deadline=None)
def test_nothing_that_a_base_cannot_keep_gets_in(given):
    try:
        order = Order.model_validate(given)
    except ValidationError:
        return
    assert type(order.count) is int and -(2**63) <= order.count < 2**63
    assert "\0" not in order.note
    order.note.encode()
