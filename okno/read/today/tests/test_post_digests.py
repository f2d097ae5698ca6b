"""The day by mail: once per person and working day, in his language, never empty (C5, complaint 13)."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.http import HttpResponse

from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.actors import CLOCK
from okno.ground.kernel.clock import at_hour
from okno.ground.outbox.models import OutgoingMail
from okno.money.payments.tests.bank import bare_invoice
from okno.read.today.jobs import post_digests
from okno.records.clients.models import Company
from okno.records.relations.actions.set_status import set_status
from okno.team.people.models import Absence, Employee, NoticeChoice
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 12)
EVENING = at_hour(TODAY, 18)
CallApi = Callable[..., HttpResponse]


def letters() -> dict[str, str]:
    """To whom what was written."""
    return dict(OutgoingMail.objects.values_list("to", "text"))


@pytest.fixture
def moved(client_company: Company, account_manager: Employee, closer: Employee) -> Company:
    """«Ромашка» whom the closer called today."""
    write_note(company=client_company, text="He wants a rack", by=closer, at=at_hour(TODAY, 12))
    return client_company


def test_who_has_something_to_hear_hears_it_and_nobody_else(
    moved: Company, account_manager: Employee, closer: Employee, other_closer: Employee, head: Employee
) -> None:
    assert post_digests(by=CLOCK, at=EVENING) == 2
    assert set(letters()) == {"anna@okno.test", "grigory@okno.test"}, "others have nothing to hear of"
    text = letters()["anna@okno.test"]
    assert f"Ромашка http://127.0.0.1:8000/clients/{moved.pk}/" in text
    assert "12:00 Заметка: He wants a rack" in text
    assert "У кого день не закрыт: Anna Accountova" in letters()["grigory@okno.test"]
    assert "С 1 клиентом сегодня работали, а свежего статуса нет." in text
    mail = OutgoingMail.objects.get(to="anna@okno.test")
    assert (mail.subject, mail.key) == (
        "Сводка дня: 12 октября",
        f"digest:{account_manager.pk}:2026-10-12",
    )


def test_before_the_end_of_a_working_day_there_is_none(moved: Company, closer: Employee) -> None:
    assert post_digests(by=CLOCK, at=EVENING - timedelta(minutes=1)) == 0
    sunday = date(2026, 10, 11)
    write_note(company=moved, text="On a Sunday", by=closer, at=at_hour(sunday, 12))
    assert post_digests(by=CLOCK, at=at_hour(sunday, 19)) == 0
    assert post_digests(by=CLOCK, at=EVENING) > 0


def test_the_eve_of_a_holiday_ends_an_hour_earlier(
    client_company: Company, account_manager: Employee, closer: Employee
) -> None:
    eve = date(2026, 11, 3)
    write_note(company=client_company, text="Before the holiday", by=closer, at=at_hour(eve, 12))
    assert post_digests(by=CLOCK, at=at_hour(eve, 16, 59)) == 0
    assert post_digests(by=CLOCK, at=at_hour(eve, 17)) == 1


def test_one_letter_to_a_person_and_a_day(moved: Company, closer: Employee) -> None:
    assert post_digests(by=CLOCK, at=EVENING) == 1
    write_note(company=moved, text="And late at night", by=closer, at=at_hour(TODAY, 20))
    assert post_digests(by=CLOCK, at=at_hour(TODAY, 21)) == 0
    write_note(company=moved, text="Next day", by=closer, at=at_hour(date(2026, 10, 13), 12))
    assert post_digests(by=CLOCK, at=at_hour(date(2026, 10, 13), 18)) == 1


def test_a_quiet_day_sends_nothing(
    client_company: Company, account_manager: Employee, head: Employee, now: datetime
) -> None:
    """On a day when nobody did anything; whose day is not closed is told to the head alone."""
    said = {"status_text": "Well", "next_step": "Call", "next_step_on": date(2026, 12, 1)}
    set_status(company=client_company, by=account_manager, at=now, **said)
    OutgoingMail.objects.all().delete()
    post_digests(by=CLOCK, at=at_hour(date(2026, 10, 14), 18))
    assert set(letters()) <= {"grigory@okno.test"}
    assert "anna@okno.test" not in letters()


def test_nothing_closed_is_told(
    client_company: Company, account_manager: Employee, head: Employee, now: datetime
) -> None:
    due = {"owner": account_manager, "company": client_company, "due_at": EVENING, "by": head, "at": now}
    done, _left = (make_promise(what=what, **due) for what in ("Send the plan", "Visit him"))
    keep_promise(promise=done, by=account_manager, at=now)
    post_digests(by=CLOCK, at=at_hour(TODAY, 19))
    promised = letters()["anna@okno.test"].partition("Что обещано")[2].partition("\n\n")[0]
    assert "Visit him (Ромашка), просрочено" in promised
    assert "Send the plan" not in promised


def test_it_speaks_the_readers_language(moved: Company, account_manager: Employee) -> None:
    user = account_manager.user
    assert user is not None
    user.language = "en"
    user.save()
    post_digests(by=CLOCK, at=EVENING)
    text = letters()["anna@okno.test"]
    assert "What changed" in text
    assert "12:00 Note: He wants a rack" in text
    assert "Что" not in text
    assert OutgoingMail.objects.get().subject == "Daily digest: 12 October"


def test_each_chooses_what_comes_by_mail(moved: Company, account_manager: Employee) -> None:
    NoticeChoice.objects.create(employee=account_manager, topic="day", by_mail=False)
    post_digests(by=CLOCK, at=EVENING)
    text = letters()["anna@okno.test"]
    assert "Что изменилось" not in text
    assert "Заметка: He wants a rack" in text, "what is new around his clients still comes"
    OutgoingMail.objects.all().delete()
    for topic in ("clients", "handovers"):
        NoticeChoice.objects.create(employee=account_manager, topic=topic, by_mail=False)
    assert post_digests(by=CLOCK, at=EVENING) == 0


def test_who_is_away_is_left_alone_and_named_with_his_substitute(
    moved: Company, account_manager: Employee, head: Employee, closer: Employee, now: datetime
) -> None:
    away = {"starts_on": TODAY, "ends_on": date(2026, 10, 20), "announced_at": now}
    Absence.objects.create(employee=account_manager, substitute=closer, kind="vacation", **away)
    post_digests(by=CLOCK, at=EVENING)
    assert "anna@okno.test" not in letters()
    text = letters()["grigory@okno.test"]
    assert "ANNA ACCOUNTOVA (нет по 20.10.2026, замещает Konstantin Closerov)" in text
    assert "vacation" not in text and "отпуск" not in text, "why somebody is away is not told around"


def test_an_engineers_letter_names_no_price(
    client_company: Company, engineer: Employee, closer: Employee, own_company: Company, now: datetime
) -> None:
    bare_invoice(client_company, own_company, 1, 700_000)
    due = {"owner": engineer, "colleague": closer, "due_at": at_hour(TODAY, 12), "by": closer, "at": now}
    make_promise(what="Count the racks", company=client_company, **due)
    post_digests(by=CLOCK, at=EVENING)
    text = letters()["egor@okno.test"]
    assert "Count the racks" in text
    assert "₽" not in text


def test_the_command_sends_the_letters_of_a_day(
    moved: Company, head: Employee, account_manager: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: at_hour(TODAY, 19))
    assert told("2026-10-12", "--send", "--as", "anna@okno.test", "--json") == {"posted": 1}
    assert told("--send", "--json") == {"posted": 1}
    assert told("--json")[0]["manager"] == "Anna Accountova", "without a date it is today"


def told(*arguments: str) -> list[dict[str, object]]:
    out = StringIO()
    call_command("digest", *arguments, stdout=out, stderr=StringIO())
    found: list[dict[str, object]] = json.loads(out.getvalue())
    return found


def test_the_api_tells_the_day_the_digest_and_what_is_new(
    moved: Company,
    account_manager: Employee,
    closer: Employee,
    call_api: CallApi,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: EVENING)
    day = call_api(account_manager, "get", "/today").json()
    assert (day["on"], day["left"], day["is_closing"], day["is_closed"]) == ("2026-10-12", 1, True, False)
    assert {"name": "no_status", "count": 1, "ids": [moved.pk]} in day["clients"]
    (part,) = call_api(account_manager, "get", "/digest?on=2026-10-12").json()
    assert (part["manager"], part["away_until"]) == ("Anna Accountova", None)
    (notice,) = [one for one in call_api(account_manager, "get", "/notices").json() if one["is_new"]][:1]
    assert (notice["topic"], notice["text"]) == ("clients", "Заметка: He wants a rack")
    seen = call_api(account_manager, "post", "/notices/seen", {}).json()
    assert datetime.fromisoformat(seen["notices_seen_at"]) == EVENING
    assert not any(one["is_new"] for one in call_api(account_manager, "get", "/notices").json())
    assert call_api(closer, "post", "/digest/post", {}).status_code == 403
    own = {"employee_id": account_manager.pk}
    assert call_api(account_manager, "post", "/digest/post", own).json() == {"posted": 1}
