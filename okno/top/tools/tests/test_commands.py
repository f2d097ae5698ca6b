"""`okno invariants`, and what the digest's neighbour `okno tick` does by the clock."""

import json
from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from okno.attract.quotes.tests.cast import a_sent_quote
from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import at_hour
from okno.records.clients.models import Company
from okno.records.resources.models import Capacity
from okno.team.people.models import Employee
from okno.team.promises.actions.make_promise import make_promise

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def ticked(at: str) -> dict[str, int]:
    """What a tick did of the three that are tried here."""
    done = json.loads(told("tick", "--at", at, "--json"))
    return {name: done[name] for name in ("expire_quotes", "free_expired", "report_overdue")}


def test_invariants_are_silent_of_a_sound_base_and_name_a_breach(
    own_company: Company, closer: Employee, now: datetime
) -> None:
    a_sent_quote(by=closer, at=now)
    assert told("invariants").strip() == ""
    Capacity.objects.update(held=0)
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("invariants", "--json", stdout=out, stderr=StringIO())
    assert error.value.returncode == 1
    counter = Capacity.objects.get()
    assert json.loads(out.getvalue()) == [{"invariant": "capacity_counters", "guard": "5", "id": counter.pk}]


def test_a_tick_does_what_is_due_once(
    own_company: Company, closer: Employee, client_company: Company, now: datetime
) -> None:
    quote = a_sent_quote(by=closer, at=now, valid_until_on=date(2026, 10, 14))
    promise = {"what": "Call", "owner": closer, "due_at": at_hour(date(2026, 10, 14), 18)}
    make_promise(company=client_company, by=closer, at=now, **promise)
    nothing = {"expire_quotes": 0, "free_expired": 0, "report_overdue": 0}
    assert ticked("2026-10-14T17:00+03:00") == nothing
    assert ticked("2026-10-15T09:00+03:00") == {"expire_quotes": 1, "free_expired": 0, "report_overdue": 1}
    assert ticked("2026-10-15T09:05+03:00") == nothing
    quote.refresh_from_db()
    assert (quote.status, Capacity.objects.get().held) == ("expired", 0)
    assert Entry.objects.filter(kind="promises.promise_overdue").count() == 1
