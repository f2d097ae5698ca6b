"""T1, T2: who is away, who answers for him, and how he is back by himself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden
from okno.team.people.actions.announce_absence import announce_absence
from okno.team.people.actions.shorten_absence import shorten_absence
from okno.team.people.actions.withdraw_absence import withdraw_absence
from okno.team.people.models import Absence
from okno.team.people.standins import answers_on, stands_in_for, stood_in_for, substitute_of

pytestmark = pytest.mark.both_engines

# The fixed clock of the tests stands at Monday 12 October 2026.
FIRST, LAST = date(2026, 10, 19), date(2026, 10, 25)
DAY = timedelta(days=1)


def away(who, substitute, now, first=FIRST, last=LAST, *, kind="trip", by=None, **more):
    return announce_absence(
        employee=who,
        kind=kind,
        starts_on=first,
        ends_on=last,
        substitute=substitute,
        by=by or who,
        at=now,
        **more,
    )


def test_he_is_away_for_his_days_and_back_by_himself(closer, other_closer, head, now):
    absence = away(closer, other_closer, now, in_emergency="Telegram")
    assert substitute_of(closer, FIRST - DAY) == closer
    assert substitute_of(closer, FIRST) == substitute_of(closer, LAST) == other_closer
    assert substitute_of(closer, LAST + DAY) == closer
    assert stood_in_for(other_closer, LAST) == [closer] and stood_in_for(other_closer, LAST + DAY) == []
    assert stands_in_for(other_closer, closer, FIRST) and not stands_in_for(head, closer, FIRST)
    assert not stands_in_for(closer, closer, FIRST - DAY)
    assert answers_on(FIRST) == {closer.pk: other_closer} and answers_on(LAST + DAY) == {}
    entry = Entry.objects.about(absence).get()
    assert closer.name in entry.sentence and other_closer.name in entry.sentence


def test_a_chain_of_substitutes_ends_with_one_who_is_there(closer, other_closer, head, now):
    away(closer, other_closer, now)
    away(other_closer, head, now, FIRST + DAY, LAST - DAY)
    assert substitute_of(closer, FIRST) == other_closer
    assert substitute_of(closer, FIRST + DAY) == head
    assert [one.pk for one in stood_in_for(head, FIRST + DAY)] == [closer.pk, other_closer.pk]
    assert stood_in_for(other_closer, FIRST + DAY) == []
    assert answers_on(FIRST + DAY) == {closer.pk: head, other_closer.pk: head}


def test_a_ring_in_the_data_ends_where_it_began(closer, other_closer, now):
    for who, substitute in ((closer, other_closer), (other_closer, closer)):
        Absence.objects.create(
            employee=who,
            kind="trip",
            starts_on=FIRST,
            ends_on=LAST,
            substitute=substitute,
            announced_by=who,
            announced_at=now,
        )
    assert substitute_of(closer, FIRST) in (closer, other_closer)
    assert set(answers_on(FIRST)) == {closer.pk, other_closer.pk}


def test_who_may(closer, other_closer, head, now):
    with pytest.raises(Forbidden):
        away(closer, other_closer, now, by=other_closer)
    absence = away(closer, other_closer, now, date(2026, 10, 1), date(2026, 10, 15), by=head)
    for verb, given in ((withdraw_absence, {}), (shorten_absence, {"ends_on": date(2026, 10, 2)})):
        with pytest.raises(Forbidden):
            verb(absence=absence, by=other_closer, at=now, **given)


def test_the_database_holds_what_one_row_can_break(closer, other_closer, now):
    absence = away(closer, other_closer, now)
    same = Absence.objects.filter(pk=absence.pk)
    for name, wrong in (
        ("absence_ends_after_start", {"ends_on": FIRST - DAY}),
        ("absence_by_another", {"substitute": closer}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            same.update(**wrong)


@pytest.fixture
def today(monkeypatch, now):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_why_he_is_away_is_told_to_himself_and_to_heads_only(
    client, sign_in, call_api, closer, other_closer, head, now, today
):
    absence = away(closer, other_closer, now, date(2026, 10, 12), LAST, kind="sick")
    pages = [absence.get_absolute_url(), reverse("people:absences"), closer.get_absolute_url()]
    for who, sees in ((closer, True), (head, True), (other_closer, False)):
        sign_in(client, who)
        # The key of colours names every kind; the bar of the month is told by its class.
        told = [client.get(page).content.decode().replace('<span class="away-sick">', "") for page in pages]
        told = [text.split('<p class="month-key">')[0] + text.split("who-where")[-1] for text in told]
        assert [("больничный" in text) for text in told] == [sees] * 3
        assert ("away away-sick" in told[1]) is sees
        kind = call_api(who, "get", f"/absences/{absence.pk}").json()["kind"]
        assert kind == ("sick" if sees else None)
    assert "sick" not in str(Entry.objects.about(absence).get().data)


def test_by_the_pages(client, sign_in, closer, other_closer, now, today):
    sign_in(client, closer)
    address = reverse("people:announce_absence")
    assert client.get(address).status_code == 200
    given = {
        "kind": "vacation",
        "starts_on": "2026-10-19",
        "ends_on": "2026-10-25",
        "substitute": other_closer.pk,
    }
    assert client.post(address, {**given, "substitute": closer.pk}).status_code == 422
    answer = client.post(address, given)
    absence = Absence.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, absence.get_absolute_url())
    page = client.get(absence.get_absolute_url())
    assert page.context["cost"] == 7 and page.context["may_withdraw"]
    shorten = reverse("people:shorten_absence", args=[absence.pk])
    assert client.get(shorten).status_code == 200
    assert client.post(shorten, {"ends_on": "2026-10-30"}).status_code == 422
    assert client.post(shorten, {"ends_on": "2026-10-20"}).status_code == 302
    withdraw = reverse("people:withdraw_absence", args=[absence.pk])
    assert client.post(withdraw).status_code == 302
    assert client.get(absence.get_absolute_url()).context["may_withdraw"] is False
    sign_in(client, other_closer)
    assert client.post(withdraw).status_code == 403
    assert client.get(f"{address}?employee={closer.pk}").status_code == 403


def test_the_days_are_counted_while_the_form_is_filled(client, sign_in, closer, other_closer, head, today):
    sign_in(client, closer)
    address = f"{reverse('people:vacation_cost')}?kind=vacation"
    # 28 December – 11 January: four days of 2026, and of 2027 three beyond the holidays.
    over = client.get(f"{address}&starts_on=2026-12-28&ends_on=2027-01-11").context["costs"]
    assert [(one.year, one.needed, one.free) for one in over] == [(2026, 4, 28), (2027, 3, 28)]
    for rest in ("", "&starts_on=2026-12-28", "&starts_on=2026-12-28&ends_on=2026-12-27", "&starts_on=x"):
        assert client.get(f"{address}{rest}").context["balance"].free == 28
    asked = client.get(f"{address}&employee={other_closer.pk}")
    assert asked.context["absentee"] == closer
    sign_in(client, head)
    assert client.get(f"{address}&employee={other_closer.pk}").context["absentee"] == other_closer


def test_the_month_shows_who_is_where(client, sign_in, closer, other_closer, now, today):
    away(closer, other_closer, now, date(2026, 10, 29), date(2026, 11, 9), kind="vacation")
    sign_in(client, closer)
    november = client.get(f"{reverse('people:absences')}?month=2026-11").context
    mine = november["rows"][0]
    assert (mine.employee, mine.cells[0].span, len(mine.cells)) == (closer, 9, 22)
    looks = {day.on.day: day.look for day in november["days"]}
    assert (looks[3], looks[4], looks[7]) == ("", "holiday", "off")
    assert {day.on.day: day.look for day in client.get("/absences/?month=2026-01").context["days"]}[9] == (
        "off moved"
    )
    assert client.get("/absences/?month=2025-11").context["days"][0].look == "moved"
    assert client.get("/absences/?month=nonsense").context["month"] == date(2026, 10, 1)
    assert november["ahead"][0].back_on == date(2026, 11, 10)


def test_by_the_api(call_api, closer, other_closer, head, now, today):
    body = {
        "kind": "vacation",
        "starts_on": "2026-10-19",
        "ends_on": "2026-10-25",
        "substitute_id": other_closer.pk,
    }
    made = call_api(closer, "post", "/absences", body)
    assert (made.status_code, made.json()["kind"]) == (201, "vacation")
    assert call_api(closer, "post", "/absences", body).status_code == 422
    pk = made.json()["id"]
    vacation = f"/employees/{closer.pk}/vacation"
    told = call_api(head, "get", vacation).json()
    assert (told["granted"], told["planned"], told["free"]) == (28, 7, 21)
    assert call_api(other_closer, "get", vacation).status_code == 403
    assert len(call_api(closer, "get", "/absences?on=2026-10-20").json()["items"]) == 1
    assert call_api(closer, "get", "/absences?on=2026-10-26").json()["items"] == []
    cut = call_api(closer, "post", f"/absences/{pk}/shorten", {"ends_on": "2026-10-20"})
    assert cut.json()["ends_on"] == "2026-10-20"
    assert call_api(closer, "post", f"/absences/{pk}/withdraw").json()["withdrawn_at"]
