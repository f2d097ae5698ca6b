"""A billing run begins once for a day, and never far ahead: a year typed wrong would charge everybody."""

from datetime import date

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.money.invoicing.actions.start_billing_run import start_billing_run
from okno.money.invoicing.models import BillingRun

pytestmark = pytest.mark.django_db


def test_it_goes_three_months_ahead_and_no_day_further(accountant, now):
    """On 12 October the last day is 31 January."""
    assert start_billing_run(through_on=date(2027, 1, 31), by=accountant, at=now).status == "running"
    for through_on in (date(2027, 2, 1), date(2028, 10, 31)):
        with pytest.raises(Invalid) as invalid:
            start_billing_run(through_on=through_on, by=accountant, at=now)
        assert "through_on" in invalid.value.fields
    assert BillingRun.objects.count() == 1


def test_a_run_under_way_is_given_back(accountant, head, now):
    first = start_billing_run(through_on=date(2026, 10, 31), by=accountant, at=now)
    assert start_billing_run(through_on=date(2026, 10, 31), by=head, at=now) == first
    assert first.started_by == accountant
    assert Entry.objects.filter(kind="invoicing.billing_run_started").count() == 1


@pytest.mark.parametrize("role", ["closer", "engineer", "marketer", "account_manager"])
def test_who_keeps_no_books_starts_none(now, role, request):
    with pytest.raises(Forbidden):
        start_billing_run(through_on=date(2026, 10, 31), by=request.getfixturevalue(role), at=now)
