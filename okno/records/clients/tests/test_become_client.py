"""A company becomes a client once, by its first signed contract (K6)."""

from datetime import date

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden
from okno.records.clients.actions.become_client import become_client
from okno.records.clients.models import Company

pytestmark = pytest.mark.both_engines


def test_a_client_once(client_company, closer, now):
    become_client(company=client_company, on=date(2026, 10, 12), by=closer, at=now)
    become_client(company=client_company, on=date(2026, 11, 1), by=closer, at=now)
    assert client_company.client_since_on == date(2026, 10, 12)
    assert Entry.objects.filter(kind="clients.became_client").count() == 1


def test_the_journal_says_who_signed_and_since_when(client_company, head, now):
    become_client(company=client_company, on=date(2026, 10, 9), by=head, at=now)
    client_company.refresh_from_db()
    assert (client_company.is_client, client_company.client_since_on) == (True, date(2026, 10, 9))
    entry = Entry.objects.get(kind="clients.became_client")
    assert (entry.by, entry.company, entry.data["since_on"]) == (head, client_company, "2026-10-09")


def test_who_signs_no_contract_makes_no_client(client_company, engineer, now):
    with pytest.raises(Forbidden):
        become_client(company=client_company, on=date(2026, 10, 9), by=engineer, at=now)
    assert not Company.objects.get(pk=client_company.pk).is_client


def test_of_two_signings_at_once_the_first_day_stands(client_company, closer, head, now):
    seen_by_head = Company.objects.get(pk=client_company.pk)
    become_client(company=client_company, on=date(2026, 10, 8), by=closer, at=now)
    become_client(company=seen_by_head, on=date(2026, 10, 12), by=head, at=now)
    assert seen_by_head.client_since_on == date(2026, 10, 8)
    assert Entry.objects.get(kind="clients.became_client").by == closer
