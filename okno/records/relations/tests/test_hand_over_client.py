"""C5a: a client goes from hand to hand, and the receiver acknowledges it."""

from datetime import date, timedelta

import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.records.clients.actions.add_company import add_company
from okno.records.relations.actions.acknowledge_handover import acknowledge_handover
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.records.relations.actions.set_manager import set_manager
from okno.records.relations.models import Handover
from okno.team.people.models import Absence, Employee

pytestmark = pytest.mark.both_engines

TODAY = date(2026, 10, 12)


def away(employee, substitute, on=TODAY):
    return Absence.objects.create(
        employee=employee,
        substitute=substitute,
        kind="vacation",
        starts_on=on,
        ends_on=on + timedelta(days=13),
        announced_at="2026-10-01T10:00:00+03:00",
    )


def periods(company):
    return [(one.manager.name.split()[0], one.starts_on, one.ends_on) for one in company.manager_terms.all()]


def test_the_receiver_keeps_the_client_at_once(client_company, account_manager, closer, now):
    handover = hand_over_client(
        company=client_company, receiver=closer, note=" Loves calls ", by=account_manager, at=now
    )
    assert (handover.giver, handover.receiver, handover.status) == (account_manager, closer, "waiting")
    assert (handover.note, handover.handed_at) == ("Loves calls", now)
    assert client_company.manager == closer
    assert periods(client_company) == [
        ("Konstantin", TODAY, None),
        ("Anna", date(2026, 1, 12), date(2026, 10, 11)),
    ]
    assert list(Handover.objects.waiting_for(closer)) == [handover]
    entry = Entry.objects.get(kind="relations.client_handed_over")
    assert (entry.company, entry.by, entry.subject_id) == (client_company, account_manager, handover.pk)
    assert "Anna Accountova → Konstantin Closerov. Loves calls" in entry.sentence


def test_handed_on_the_same_day_supersedes_what_waited(client_company, closer, other_closer, head, now):
    first = hand_over_client(company=client_company, receiver=closer, by=head, at=now)
    second = hand_over_client(company=client_company, receiver=other_closer, by=closer, at=now)
    first.refresh_from_db()
    assert (first.status, first.closed_at, second.status) == ("superseded", now, "waiting")
    assert [name for name, *_period in periods(client_company)] == ["Larisa", "Anna"]
    with pytest.raises(Conflict):
        acknowledge_handover(handover=first, rating=3, by=closer, at=now)
    set_manager(company=client_company, manager=head, starts_on=TODAY, by=head, at=now)
    second.refresh_from_db()
    assert second.status == "superseded"


def test_who_may_hand_over(client_company, account_manager, closer, other_closer, engineer, owner, now):
    for by in (closer, other_closer, engineer):
        with pytest.raises(Forbidden):
            hand_over_client(company=client_company, receiver=closer, by=by, at=now)
    away(account_manager, other_closer)
    hand_over_client(company=client_company, receiver=closer, by=other_closer, at=now)
    hand_over_client(company=client_company, receiver=account_manager, by=owner, at=now)
    hand_over_client(company=client_company, receiver=closer, by=CONSOLE, at=now)
    assert client_company.manager == closer


def test_to_whom_not(client_company, account_manager, engineer, closer, head, now):
    Employee.objects.filter(pk=closer.pk).update(left_on=TODAY)
    closer.refresh_from_db()
    for receiver in (account_manager, engineer, closer):
        with pytest.raises(Invalid) as refused:
            hand_over_client(company=client_company, receiver=receiver, by=head, at=now)
        assert list(refused.value.fields) == ["receiver"]
    nobodys = add_company(name="Сирота", by=CONSOLE, at=now)
    with pytest.raises(Invalid):
        hand_over_client(company=nobodys, receiver=head, by=head, at=now)
    assert not Handover.objects.exists()


def test_who_decided_on_an_old_page_is_told(client_company, account_manager, closer, other_closer, head, now):
    hand_over_client(company=client_company, receiver=closer, giver=account_manager, by=head, at=now)
    with pytest.raises(Conflict, match="Konstantin"):
        hand_over_client(
            company=client_company, receiver=other_closer, giver=account_manager, by=head, at=now
        )
    assert client_company.manager == closer
