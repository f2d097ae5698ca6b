"""A status and the date that goes with it: which pairs a row may hold."""

from datetime import date

import pytest
from django.db.models import DateField, Q, Value

from okno.ground.kernel.constraints import has_date_unless, has_date_when

DAY = date(2026, 3, 2)
# A bare None has no type that a database could compare.
NONE = Value(None, output_field=DateField())
ROWS = [("signed", DAY), ("signed", NONE), ("draft", DAY), ("draft", NONE)]


def holds(condition: Q) -> list[bool]:
    return [condition.check({"status": status, "signed_on": day}) for status, day in ROWS]


@pytest.mark.django_db
def test_the_date_is_there_in_that_status_alone():
    assert holds(has_date_when("signed", "signed_on")) == [True, False, False, True]


@pytest.mark.django_db
def test_the_date_is_there_in_every_other_status():
    assert holds(has_date_unless("draft", "signed_on")) == [True, False, False, True]
    assert holds(has_date_unless("signed", "signed_on")) == [False, True, True, False]
