"""Closing the day at the doors of pages and of the API; a status set in a line."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from okno.ground.journal.actions.write_note import write_note
from okno.ground.kernel.workdays import add_working_days, next_working_day
from okno.ground.ui.tests.addresses import address
from okno.records.clients.models import Company
from okno.records.relations.models import DayClose
from okno.records.relations.tests.test_hand_over_clients import kept_ones


def url(name, *args):
    return address(("clients", "relations"), name, args)


@pytest.fixture
def three(account_manager):
    """Three clients touched today."""
    companies = kept_ones(account_manager, 3, timezone.now() - timedelta(days=30))
    for company in companies:
        write_note(company=company, text=f"Called {company}", by=account_manager, at=timezone.now())
    return companies


def test_one_client_after_another_by_enter_alone(client, sign_in, account_manager, three):
    sign_in(client, account_manager)
    tomorrow = next_working_day(timezone.localdate()).isoformat()
    for number, company in enumerate(three):
        page = client.get(url("close_day"))
        assert (page.context["company"], page.context["day"].done) == (company, number)
        assert f"Called {company}" in page.content.decode()
        form = page.context["form"]
        assert form["next_step_on"].value().isoformat() == tomorrow
        given = {"status_text": "Fine", "next_step": "Call", "next_step_on": tomorrow}
        assert client.post(url("set_day_status", company.pk), given).status_code == 302
    page = client.get(url("close_day"))
    assert page.context["company"] is None
    assert client.post(url("close_day")).status_code == 302
    assert DayClose.objects.get().statuses_count == 3
    assert client.get(url("close_day")).context["day"].is_closed


def test_a_client_is_skipped_and_found_again(client, sign_in, account_manager, three):
    first, second, third = three
    sign_in(client, account_manager)
    page = client.get(url("close_day"))
    assert page.context["skip_url"] == f"{url('close_day')}?client={second.pk}"
    given = {"status_text": "Fine", "next_step": "Call", "in_days": "week"}
    answer = client.post(url("set_day_status", third.pk), given)
    assert answer["Location"] == f"{url('close_day')}?client={first.pk}"
    assert client.get(url("close_day"), {"client": second.pk}).context["company"] == second
    assert client.get(url("close_day"), {"client": "x"}).context["company"] == first


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, sign_in, account_manager, three):
    sign_in(client, account_manager)
    answer = client.post(url("set_day_status", three[0].pk), {"status_text": "Half", "next_step": ""})
    assert (answer.status_code, 'value="Half"' in answer.content.decode()) == (422, True)
    early = client.post(url("close_day"))
    assert (early.status_code, "Company 000" in early.content.decode()) == (422, True)
    assert not DayClose.objects.exists()


def test_quick_days_are_working_days(client, sign_in, account_manager, three):
    sign_in(client, account_manager)
    today = timezone.localdate()
    given = {"status_text": "Fine", "next_step": "Call", "next_step_on": "2020-01-01"}
    client.post(url("set_day_status", three[0].pk), {**given, "in_days": "two_days"})
    assert Company.objects.get(pk=three[0].pk).next_step_on == add_working_days(today, 2)


def test_yesterday_is_reminded_of_and_closed(client, sign_in, account_manager, now):
    before = add_working_days(timezone.localdate(), -1)
    (company,) = kept_ones(account_manager, 1, now)
    at = timezone.make_aware(timezone.datetime(before.year, before.month, before.day, 15))
    write_note(company=company, text="Called", by=account_manager, at=at)
    sign_in(client, account_manager)
    assert client.get(url("close_day")).context["behind"].on == before
    page = client.get(url("close_day"), {"on": before.isoformat()})
    assert page.context["company"] == company
    for strange in ("2999-01-01", "x", "2026-99-99", "0001-01-01"):
        assert client.get(url("close_day"), {"on": strange}).context["day"].on == timezone.localdate()


def test_a_day_off_with_nobody_touched_asks_for_nothing(client, sign_in, account_manager):
    button = 'type="submit" autofocus'
    for on, is_asked in (("2026-10-10", False), ("2026-10-09", True)):
        page = sign_in(client, account_manager).get(url("close_day"), {"on": on}).content.decode()
        assert (button in page) is is_asked, on


def test_whose_day_it_is_not(client, sign_in, engineer, three):
    sign_in(client, engineer)
    assert client.get(url("close_day")).status_code == 403
    assert client.post(url("set_day_status", three[0].pk), {"status_text": "x"}).status_code == 403
    assert client.get(url("set_day_status", 999_999)).status_code == 404


def test_a_line_changes_in_place(client, sign_in, account_manager, engineer, three):
    company, htmx = three[0], {"HX-Request": "true"}
    sign_in(client, account_manager)
    for name, tag in (("waiting_line", "<li"), ("company_row", "<tr")):
        assert client.get(url(name, company.pk)).status_code == 302
        assert "<form" not in client.get(url(name, company.pk), headers=htmx).content.decode()
        opened = client.get(url(name, company.pk), {"form": "1"}, headers=htmx).content.decode()
        assert opened.lstrip().startswith(tag) and "<form" in opened
        wrong = client.post(url(name, company.pk), {"status_text": "", "next_step": "Keep me"}, headers=htmx)
        assert (wrong.status_code, "Keep me" in wrong.content.decode()) == (422, True)
        given = {"status_text": f"By {name}", "next_step": "Call", "in_days": "tomorrow"}
        done = client.post(url(name, company.pk), given, headers=htmx)
        assert (done.status_code, "<form" in done.content.decode()) == (200, False)
        assert f"By {name}" in done.content.decode() and "toast" in done["HX-Trigger"]
    call = client.get(url("waiting_line", company.pk), {"call": "1"}, headers=htmx).content.decode()
    assert reverse("journal:write_note", args=[company.pk]) in call
    sign_in(client, engineer)
    assert client.get(url("waiting_line", company.pk), {"form": "1"}, headers=htmx).status_code == 403


def test_two_at_once_the_second_is_told_and_presses_again(client, sign_in, account_manager, head, three):
    address = url("set_status", three[0].pk)
    seen = sign_in(client, account_manager).get(address).context["form"]["seen_at"].value()
    sign_in(client, head)
    client.post(address, {"status_text": "From the head", "seen_at": seen.isoformat()})
    sign_in(client, account_manager)
    mine = {"status_text": "From me", "seen_at": seen.isoformat()}
    told = client.post(address, mine)
    assert (told.status_code, "From the head" in told.content.decode()) == (422, True)
    form = told.context["form"]
    assert form["status_text"].value() == "From me"
    again = {"status_text": "From me", "seen_at": form["seen_at"].value()}
    assert client.post(address, again).status_code == 302
    assert Company.objects.get(pk=three[0].pk).status_text == "From me"


def test_the_list_has_marks_and_views(client, sign_in, account_manager, closer, head, three):
    sign_in(client, account_manager)
    page = client.get(url("companies"), {"view": "no_status"})
    assert [one.pk for one in page.context["page"].items] == [one.pk for one in three]
    assert f'value="{three[0].pk}" form="marked"' in page.content.decode()
    assert 'form="marked"' not in sign_in(client, closer).get(url("companies")).content.decode()
    assert 'form="marked"' in sign_in(client, head).get(url("companies")).content.decode()
    assert not client.get(url("companies"), {"view": "handed"}).context["page"].items


def test_the_api(call_api, account_manager, engineer, head, three):
    today = timezone.localdate().isoformat()
    path = f"/days/{today}"
    assert call_api(account_manager, "get", path).json()["left"] == 3
    assert len(call_api(account_manager, "get", f"{path}/left").json()["items"]) == 3
    assert call_api(engineer, "get", path).status_code == 403
    assert call_api(account_manager, "get", f"{path}/not-closed").status_code == 403
    assert call_api(head, "get", f"{path}/not-closed").status_code == 200
    early = call_api(account_manager, "post", f"{path}/close")
    assert (early.status_code, list(early.json()["errors"])) == (422, ["on"])
    step = {"next_step": "Call", "next_step_on": today}
    for company in three:
        call_api(
            account_manager, "post", f"/companies/{company.pk}/set-status", {"status_text": "Fine", **step}
        )
    assert call_api(account_manager, "post", f"{path}/close").json()["closed"] is True
    assert call_api(account_manager, "get", "/days/0001-01-01").status_code == 422
    stale = {"status_text": "Late", "seen_at": "2020-01-01T00:00:00+03:00"}
    assert call_api(head, "post", f"/companies/{three[0].pk}/set-status", stale).status_code == 422
