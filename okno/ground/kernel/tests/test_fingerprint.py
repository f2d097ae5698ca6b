from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.fingerprint import fingerprint

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
contents = st.dictionaries(st.text(), plain, max_size=5)


def test_the_fingerprint_of_a_content_never_changes() -> None:
    # sha256 of {"lines":[{"price_minor":1075000}],"on":"2026-11-21"}: stored approvals depend on it.
    content = {"on": date(2026, 11, 21), "lines": [{"price_minor": 1075000}]}
    assert fingerprint(content) == "07fee104d008aedea06734bfbb62370765936630825bcb6791b61a67e08cd76b"


@given(contents)
def test_the_order_of_keys_does_not_matter(content: dict[str, object]) -> None:
    assert fingerprint(dict(reversed(content.items()))) == fingerprint(content)


@given(contents, st.text(), st.integers())
def test_any_change_is_seen(content: dict[str, object], key: str, value: int) -> None:
    before = fingerprint({**content, key: value})
    assert fingerprint({**content, key: value + 1}) != before
    assert fingerprint({**content, key: str(value)}) != before


def test_order_and_type_matter() -> None:
    assert fingerprint({"a": [1, 2]}) != fingerprint({"a": [2, 1]})
    assert fingerprint({"a": True}) != fingerprint({"a": 1})
    assert fingerprint({"a": None}) != fingerprint({})


def test_a_moment_is_one_in_every_zone() -> None:
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert fingerprint({"at": noon.astimezone(timezone(timedelta(hours=3)))}) == fingerprint({"at": noon})


@pytest.mark.parametrize(
    "value",
    [1.0, Decimal(1), {1, 2}, b"x", object(), {"deep": [0.5]}, {1: "key"}, datetime(2026, 1, 1)],  # noqa: DTZ001
)
def test_what_may_differ_by_rounding_has_no_fingerprint(value: object) -> None:
    with pytest.raises(TypeError):
        fingerprint({"value": value})
