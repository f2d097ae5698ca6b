"""A manager who leaves today with four hundred clients: one transaction, few statements, an entry each."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import AccountManagerTerm, Company
from okno.records.relations.actions.hand_over_clients import hand_over_clients
from okno.records.relations.actions.set_manager import set_manager
from okno.records.relations.models import Handover
from okno.team.promises.models import Promise

SINCE = date(2026, 1, 12)


def kept_ones(manager, count, at):
    made = [Company(name=f"Company {number:03d}", created_at=at) for number in range(count)]
    companies = Company.objects.bulk_create(made)
    AccountManagerTerm.objects.bulk_create(
        AccountManagerTerm(company=company, manager=manager, starts_on=SINCE) for company in companies
    )
    return companies


def test_all_of_a_person_at_once(account_manager, closer, head, now):
    due = {"due_at": now + timedelta(days=1), "first_due_at": now + timedelta(days=1)}
    Promise.objects.bulk_create(
        Promise(what="Call", owner=account_manager, company=company, made_at=now, **due)
        for company in kept_ones(account_manager, 400, now)
    )
    with CaptureQueriesContext(
        connection,
    ) as asked:
        handovers = hand_over_clients(giver=account_manager, receiver=closer, note="Leaves", by=head, at=now)
    assert len(handovers) == 400
    assert len(asked) < 35
    assert Promise.objects.open().owned_by(closer).count() == 400
    assert Company.objects.managed_by(closer).count() == 400
    assert not Company.objects.managed_by(account_manager).exists()
    assert Handover.objects.waiting_for(closer).count() == 400
    entries = Entry.objects.filter(kind="relations.client_handed_over")
    assert entries.values("company").distinct().count() == entries.count() == 400


def test_only_the_marked_ones(account_manager, closer, other_closer, head, now):
    first, second, third = kept_ones(account_manager, 3, now)
    marked = {"giver": account_manager, "receiver": closer, "by": account_manager, "at": now}
    assert len(hand_over_clients(companies=[first, second], **marked)) == 2
    assert list(Company.objects.managed_by(account_manager)) == [third]
    with pytest.raises(Conflict, match="Company 000"):
        hand_over_clients(companies=[first, third], **marked)
    assert list(Company.objects.managed_by(account_manager)) == [third]
    # A head marks clients of several people; whom the receiver keeps already stays with him.
    all_three = {"giver": None, "companies": [first, second, third], "at": now}
    assert len(hand_over_clients(receiver=closer, by=head, **all_three)) == 1
    with pytest.raises(Forbidden):
        hand_over_clients(receiver=other_closer, by=account_manager, **all_three)


def test_who_and_to_whom(account_manager, closer, other_closer, engineer, head, now):
    kept_ones(account_manager, 1, now)
    # Without promises: theirs are guarded besides.
    for with_promises in (True, False):
        given = {"giver": account_manager, "receiver": closer, "with_promises": with_promises}
        with pytest.raises(Forbidden):
            hand_over_clients(**given, by=other_closer, at=now)
    for receiver in (account_manager, engineer):
        with pytest.raises(Invalid):
            hand_over_clients(giver=account_manager, receiver=receiver, by=head, at=now)
    with pytest.raises(Invalid):
        hand_over_clients(giver=None, receiver=closer, by=head, at=now)
    assert hand_over_clients(giver=engineer, receiver=head, by=CONSOLE, at=now) == []


def test_nobody_keeps_a_marked_one(account_manager, closer, head, now):
    (kept,) = kept_ones(account_manager, 1, now)
    nobodys = add_company(name="Сирота", by=CONSOLE, at=now)
    with pytest.raises(Conflict, match="Сирота"):
        hand_over_clients(giver=None, receiver=closer, companies=[kept, nobodys], by=head, at=now)
    set_manager(company=nobodys, manager=head, starts_on=local_date(now), by=head, at=now)
    assert (
        len(hand_over_clients(giver=None, receiver=closer, companies=[kept, nobodys], by=head, at=now)) == 2
    )
