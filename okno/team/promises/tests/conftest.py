"""Promises of the fixed cast, and somebody away."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from okno.ground.kernel.clock import local_date
from okno.team.people.models import Absence, Employee
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.models import Promise

if TYPE_CHECKING:
    from okno.records.clients.models import Company

DAY = timedelta(days=1)


@pytest.fixture
def promise(client_company: "Company", closer: Employee, now: datetime) -> Promise:
    """Made on Monday 12 October at 10:00 for Tuesday at 10:00."""
    return make_promise(
        what="Send the layout", owner=closer, due_at=now + DAY, company=client_company, by=closer, at=now
    )


@pytest.fixture
def closer_is_away(closer: Employee, other_closer: Employee, now: datetime) -> Absence:
    """The closer is on vacation that Monday and Tuesday; the other closer stands in."""
    return Absence.objects.create(
        employee=closer,
        kind=Absence.Kind.VACATION,
        starts_on=local_date(now),
        ends_on=local_date(now + DAY),
        substitute=other_closer,
        announced_at=now,
    )
