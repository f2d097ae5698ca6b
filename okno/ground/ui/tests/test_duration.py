"""Working time as people read it."""

import pytest
from django.utils.translation import override

from okno.ground.ui.formatting import duration_text


@pytest.mark.parametrize(
    ("minutes", "russian", "english"),
    [
        (0, "0 мин", "0 min"),
        (59, "59 мин", "59 min"),
        (60, "1 ч", "1 h"),
        (223, "3 ч 43 мин", "3 h 43 min"),
        (480, "8 ч", "8 h"),
    ],
)
def test_minutes_are_shown_as_hours_and_minutes(minutes: int, russian: str, english: str) -> None:
    with override("ru"):
        assert duration_text(minutes) == russian
    with override("en"):
        assert duration_text(minutes) == english
