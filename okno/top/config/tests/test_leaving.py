"""A colleague leaves today with 400 clients, and nothing that he held is without an owner (T1, C5a)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.leads.models import Lead
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.records.clients.models import AccountManagerTerm, Company
from okno.records.relations.models import Handover
from okno.team.people.actions.announce_absence import announce_absence
from okno.team.people.actions.end_employment import end_employment
from okno.team.people.actions.hand_over_work import hand_over_work
from okno.team.people.actions.issue_token import issue_token
from okno.team.people.actions.set_duty import set_duty
from okno.team.people.actions.set_head import set_head
from okno.team.people.models import Absence, Duty, Employee
from okno.team.people.standins import substitute_of
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.models import Promise
from okno.top.config.tokens import token_of

pytestmark = pytest.mark.both_engines

# The fixed clock of the tests stands at Monday 12 October 2026.
TODAY = date(2026, 10, 12)
DAY = timedelta(days=1)


def end(who, successor, by, now, left_on=TODAY):
    return end_employment(employee=who, left_on=left_on, successor=successor, by=by, at=now)


def keep_many(manager: Employee, count: int, at: datetime) -> None:
    start = Company.objects.count()
    companies = Company.objects.bulk_create(
        Company(name=f"Клиент {start + number}", sort_key=f"клиент {start + number:05}", created_at=at)
        for number in range(count)
    )
    AccountManagerTerm.objects.bulk_create(
        AccountManagerTerm(company=one, manager=manager, starts_on=date(2026, 1, 12)) for one in companies
    )


def held(who: Employee) -> tuple[int, int, int, int]:
    return (
        Company.objects.managed_by(who).count(),
        Promise.objects.open().owned_by(who).count(),
        Deal.objects.open().filter(owner=who).count(),
        Lead.objects.filter(assigned_to=who, status=Lead.Status.NEW).count(),
    )


@pytest.fixture
def holder(closer, client_company, now):
    """Three clients, two promises, a deal and a lead (with the promise to look at it)."""
    keep_many(closer, 3, now)
    company = Company.objects.managed_by(closer).first()
    for hours in (1, 50):
        make_promise(
            what="Позвонить",
            owner=closer,
            due_at=now + timedelta(hours=hours),
            company=company,
            by=closer,
            at=now,
        )
    an_open_deal(client_company, closer, at=now)
    a_lead(by=closer, at=now, brought_by=closer)
    return closer


def test_everything_goes_to_the_successor_in_one_step(holder, other_closer, head, now):
    before = held(holder)
    assert before[0] == 3 and before[2:] == (1, 1)
    end(holder, other_closer, head, now)
    assert (held(holder), held(other_closer)) == ((0, 0, 0, 0), before)
    assert Handover.objects.waiting_for(other_closer).count() == 3
    entry = Entry.objects.get(kind="people.employment_ended")
    assert holder.name in entry.sentence and other_closer.name in entry.sentence


def test_four_hundred_clients_are_as_quick_as_four(closer, other_closer, head, now):
    def queries(count: int, who: Employee, to: Employee) -> int:
        keep_many(who, count, now)
        for company in Company.objects.managed_by(who):
            Promise.objects.create(
                what="Позвонить", owner=who, company=company, due_at=now, first_due_at=now, made_at=now
            )
        with CaptureQueriesContext(connection) as asked:
            hand_over_work(employee=who, successor=to, by=head, at=now)
        return len(asked)

    few = queries(4, closer, other_closer)
    Promise.objects.all().delete()
    many = queries(400, other_closer, closer)
    # SQLite takes many rows in batches: a few statements more, never one for each client.
    assert many <= few + 15
    assert held(closer)[:2] == (404, 404) and held(other_closer)[:2] == (0, 0)


def test_all_or_nothing(holder, engineer, head, now):
    before = held(holder)
    with pytest.raises(Invalid) as refused:
        end(holder, engineer, head, now)
    assert list(refused.value.fields) == ["successor"]
    holder.refresh_from_db()
    assert held(holder) == before and holder.left_on is None
    assert not Entry.objects.filter(kind="people.employment_ended").exists()


def test_neither_sign_in_nor_token_works_any_more(client, sign_in, closer, other_closer, head, now):
    _token, secret = issue_token(owner=closer, name="site", scope="read", by=closer, at=now)
    sign_in(client, closer)
    assert token_of(secret) and client.get(reverse("people:employees")).status_code == 200
    end(closer, other_closer, head, now)
    assert token_of(secret) is None and client.get(reverse("people:employees")).status_code == 403
    closer.refresh_from_db()
    assert (closer.left_on, closer.takes_leads) == (TODAY, False)


def test_his_team_and_those_he_stands_in_for(closer, other_closer, assistant, engineer, head, owner, now):
    set_head(employee=closer, head=head, by=head, at=now)
    for one in (other_closer, assistant):
        set_head(employee=one, head=closer, by=head, at=now)
    # The successor stands two steps below: he comes up to the place of the one who leaves.
    set_head(employee=engineer, head=assistant, by=head, at=now)
    for who, by in ((assistant, assistant), (other_closer, other_closer)):
        announce_absence(
            employee=who,
            kind="trip",
            starts_on=TODAY,
            ends_on=TODAY + 7 * DAY,
            substitute=closer,
            by=by,
            at=now,
        )
    end(closer, engineer, head, now)
    heads = dict(Employee.objects.values_list("name", "head__name"))
    assert (heads[engineer.name], heads[assistant.name]) == (head.name, engineer.name)
    assert heads[other_closer.name] == engineer.name
    assert substitute_of(assistant, TODAY + DAY) == substitute_of(other_closer, TODAY) == engineer


def test_nobody_stands_in_for_himself(closer, other_closer, head, now):
    announce_absence(
        employee=other_closer,
        kind="trip",
        starts_on=TODAY,
        ends_on=TODAY + DAY,
        substitute=closer,
        by=other_closer,
        at=now,
    )
    end(closer, other_closer, head, now)
    assert substitute_of(other_closer, TODAY) == head


def test_his_own_days_end_with_his_last_one(closer, other_closer, head, now):
    for first, last in ((TODAY - DAY, TODAY + DAY), (TODAY + 7 * DAY, TODAY + 9 * DAY)):
        announce_absence(
            employee=closer,
            kind="trip",
            starts_on=first,
            ends_on=last,
            substitute=other_closer,
            by=head,
            at=now,
        )
    set_duty(employee=closer, starts_on=TODAY + 3 * DAY, ends_on=TODAY + 4 * DAY, by=head, at=now)
    end(closer, other_closer, head, now)
    assert list(Absence.objects.in_force().values_list("ends_on", flat=True)) == [TODAY]
    assert not Duty.objects.exists()


def test_when_and_to_whom(closer, other_closer, head, now):
    for left_on in (TODAY + DAY, date(2020, 1, 1)):
        with pytest.raises(Invalid) as when:
            end(closer, other_closer, head, now, left_on)
        assert list(when.value.fields) == ["left_on"]
    with pytest.raises(Invalid) as whom:
        end(closer, closer, head, now)
    assert list(whom.value.fields) == ["successor"]
    end(closer, other_closer, head, now, TODAY - DAY)
    with pytest.raises(Conflict):
        end(closer, other_closer, head, now)
    with pytest.raises(Invalid):
        end(other_closer, closer, head, now)


def test_who_parts_with_whom(closer, other_closer, head, owner, now):
    for who, by in ((closer, other_closer), (closer, closer), (owner, head), (head, head)):
        with pytest.raises(Forbidden):
            end(who, other_closer, by, now)
    with pytest.raises(Forbidden):
        hand_over_work(employee=closer, successor=other_closer, by=closer, at=now)
    end(head, owner, owner, now)


@pytest.fixture
def today(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_by_the_pages(client, sign_in, holder, other_closer, head, today):
    leaves = reverse("people:end_employment", args=[holder.pk])
    gives = reverse("people:hand_over_work", args=[holder.pk])
    counts = reverse("config:employee_holdings", args=[holder.pk])
    sign_in(client, other_closer)
    assert [client.get(one).status_code for one in (leaves, gives, counts)] == [403] * 3
    sign_in(client, head)
    assert counts in client.get(leaves).content.decode()
    assert client.get(counts).context["holdings"][0][0] == 3
    assert client.get(gives).status_code == 200
    before = held(holder)
    assert client.post(gives, {"successor": other_closer.pk, "reason": "Отпуск"}).status_code == 302
    assert held(other_closer) == before
    assert client.post(leaves, {"successor": other_closer.pk, "left_on": "2026-10-13"}).status_code == 422
    assert client.post(leaves, {"successor": other_closer.pk, "left_on": "2026-10-12"}).status_code == 302


def test_by_the_api(call_api, holder, other_closer, head, today):
    path, body = f"/employees/{holder.pk}/end-employment", {"successor_id": other_closer.pk}
    before = held(holder)
    assert call_api(other_closer, "post", path, {**body, "left_on": "2026-10-12"}).status_code == 403
    given = call_api(head, "post", f"/employees/{holder.pk}/hand-over-work", body)
    assert given.status_code == 200 and held(other_closer) == before
    assert call_api(head, "post", path, {**body, "left_on": "2026-10-13"}).status_code == 422
    assert call_api(head, "post", path, {**body, "left_on": "2026-10-12"}).json()["left_on"] == "2026-10-12"
    assert call_api(head, "post", path, {**body, "left_on": "2026-10-12"}).status_code == 409
