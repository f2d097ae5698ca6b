"""One promise in a line: kept, moved and handed over in place, with htmx and without."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from okno.team.people.models import Absence
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.move_promise import move_promise

pytestmark = pytest.mark.both_engines

DAY = timedelta(days=1)
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/promises/?view=all"}


@pytest.fixture
def promise(client_company, closer):
    at = timezone.now()
    given = {"owner": closer, "company": client_company, "by": closer, "at": at}
    return make_promise(what="Send <the> layout", due_at=at + DAY, **given)


def url(name, *args):
    return reverse(f"promises:{name}", args=args)


def moment(at):
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def test_the_line_has_the_verbs_of_who_may(client, sign_in, promise, closer, other_closer):
    shown = sign_in(client, closer).get(url("promises")).content.decode()
    assert "Send &lt;the&gt; layout" in shown
    for verb in ("keep_promise", "move_promise", "hand_over_promise"):
        assert url(verb, promise.pk) in shown
    line = sign_in(client, other_closer).get(url("line", promise.pk)).content.decode()
    assert "Send &lt;the&gt; layout" in line
    assert url("keep_promise", promise.pk) not in line
    assert client.get(url("line", promise.pk), {"do": "move_promise"}).status_code == 403


def test_kept_in_the_line_it_can_be_undone(client, sign_in, promise, closer):
    sign_in(client, closer)
    answer = client.post(url("keep_promise", promise.pk), {"line": "1"}, headers=HTMX)
    assert answer.status_code == 200
    assert answer.content.decode().strip().startswith("<li")
    assert url("reopen_promise", promise.pk) in answer["HX-Trigger"]
    undone = client.post(url("reopen_promise", promise.pk), headers=HTMX)
    assert undone["Location"] == "/promises/?view=all"
    promise.refresh_from_db()
    assert promise.status == "open"


def test_what_is_wrong_stays_in_the_line_with_what_was_typed(client, sign_in, promise, closer):
    sign_in(client, closer)
    form = client.get(url("line", promise.pk), {"do": "move_promise"}, headers=HTMX).content.decode()
    assert 'name="reason"' in form
    typed = {"line": "1", "to_at": moment(timezone.now() - DAY), "reason": "Waits for the cable"}
    wrong = client.post(url("move_promise", promise.pk), typed, headers=HTMX)
    assert wrong.status_code == 422
    assert wrong.content.decode().strip().startswith("<li")
    assert "Waits for the cable" in wrong.content.decode()
    typed["to_at"] = moment(timezone.now() + 3 * DAY)
    assert client.post(url("move_promise", promise.pk), typed, headers=HTMX).status_code == 200
    promise.refresh_from_db()
    assert promise.moves_count == 1


def test_handed_over_in_the_line(client, sign_in, promise, closer, other_closer):
    sign_in(client, closer)
    typed = {"line": "1", "receiver": other_closer.pk, "reason": "Knows the client"}
    answer = client.post(url("hand_over_promise", promise.pk), typed, headers=HTMX)
    assert other_closer.name in answer.content.decode()
    promise.refresh_from_db()
    assert promise.owner == other_closer


def test_without_htmx_each_verb_comes_back_to_the_page(client, sign_in, promise, closer):
    sign_in(client, closer)
    assert client.get(url("move_promise", promise.pk), {"next": "/promises/"}).status_code == 200
    typed = {"next": "/promises/", "to_at": moment(timezone.now() + 3 * DAY), "reason": "Ill", "line": "1"}
    assert client.post(url("move_promise", promise.pk), typed)["Location"] == "/promises/"
    assert (
        client.post(url("keep_promise", promise.pk), {"next": "//evil.example"})["Location"]
        != "//evil.example"
    )


def test_what_is_to_be_clarified_asks_what_is_needed(client, sign_in, client_company, closer):
    at = timezone.now()
    given = {"owner": closer, "company": client_company, "kind": "clarify", "by": closer, "at": at}
    promise = make_promise(what="The letter", due_at=at + DAY, **given)
    sign_in(client, closer)
    assert client.get(url("keep_promise", promise.pk)).status_code == 200
    assert client.post(url("keep_promise", promise.pk), {"line": "1"}, headers=HTMX).status_code == 422
    told = {"line": "1", "outcome": "A second line"}
    assert client.post(url("keep_promise", promise.pk), told, headers=HTMX).status_code == 200
    assert "A second line" in client.get(url("company_promises", client_company.pk)).content.decode()
    assert "A second line" in client.get(url("promise", promise.pk)).content.decode()


def test_a_panel_offers_to_promise_and_to_clarify(client, sign_in, client_company, closer):
    sign_in(client, closer)
    panel = client.get(url("company_promises", client_company.pk)).content.decode()
    assert "kind=clarify" in panel
    address = f"{url('make_promise')}?company={client_company.pk}&kind=clarify"
    assert client.get(address).context["form"]["kind"].value() == "clarify"


def test_who_stands_in_finds_it_among_his_own(client, sign_in, promise, closer, other_closer):
    at = timezone.now()
    today = timezone.localdate()
    Absence.objects.create(
        employee=closer, kind="sick", starts_on=today, ends_on=today, substitute=other_closer, announced_at=at
    )
    sign_in(client, other_closer)
    assert url("keep_promise", promise.pk) in client.get(url("promises")).content.decode()
    assert client.post(url("keep_promise", promise.pk), {"line": "1"}, headers=HTMX).status_code == 200


def test_to_me_by_client_and_by_person(client, sign_in, promise, closer, other_closer, head):
    at = timezone.now()
    make_promise(what="For Larisa", owner=closer, colleague=other_closer, due_at=at + DAY, by=closer, at=at)
    sign_in(client, other_closer)
    page = client.get(url("promises"), {"view": "to_me"}).context["page"]
    assert [one.what for one in page.items] == ["For Larisa"]
    sign_in(client, head)
    for query, count in [
        ({"q": "ромаш"}, 1),
        ({"q": "никого"}, 0),
        ({"owner": closer.pk}, 2),
        ({"owner": "x"}, 2),
    ]:
        page = client.get(url("promises"), {"view": "all", **query}).context["page"]
        assert len(page.items) == count


def test_a_list_asks_as_often_for_many_as_for_few(
    client, sign_in, closer, client_company, django_assert_max_num_queries
):
    at = timezone.now()
    given = {"owner": closer, "company": client_company, "by": closer, "at": at}
    for number in range(20):
        make_promise(what=f"Thing {number}", due_at=at + DAY, **given)
    sign_in(client, closer)
    with django_assert_max_num_queries(25):
        client.get(url("promises"))


def test_slips_are_named_in_the_report(client, sign_in, closer, other_closer):
    at = timezone.now() - 2 * DAY
    late = make_promise(what="Late", owner=closer, due_at=at + DAY, by=closer, at=at)
    keep_promise(promise=late, by=closer, at=timezone.now())
    sign_in(client, closer)
    start = timezone.localdate() - 3 * DAY
    period = {"starts_on": start.isoformat(), "ends_on": timezone.localdate().isoformat()}
    assert "Late" in client.get(url("slips"), period).content.decode()
    assert client.get(url("slips"), {"starts_on": "x", "ends_on": ""}).status_code == 200
    wrong = client.post(url("name_cause", late.pk), {"line": "1", "cause": "ours"}, headers=HTMX)
    assert wrong.status_code == 422
    named = client.post(url("name_cause", late.pk), {"line": "1", "cause": "client"}, headers=HTMX)
    assert named.status_code == 200
    late.refresh_from_db()
    assert late.cause == "client"
    sign_in(client, other_closer)
    assert "Late" not in client.get(url("slips"), period).content.decode()


def test_heads_set_the_ladder_by_the_page(client, sign_in, head, closer):
    assert sign_in(client, closer).get(url("set_ladder")).status_code == 403
    sign_in(client, head)
    assert client.get(url("set_ladder")).context["form"]["manager_hours"].value() == 4
    hours = {"remind_days": 1, "manager_hours": 8, "head_hours": 4, "owner_hours": 16}
    assert client.post(url("set_ladder"), hours).status_code == 422
    assert client.post(url("set_ladder"), {**hours, "head_hours": 12}).status_code == 302
    assert client.get(url("set_ladder")).context["form"]["manager_hours"].value() == 8


def test_all_of_a_person_by_the_page(client, sign_in, promise, closer, other_closer, head):
    sign_in(client, other_closer)
    address = f"{url('hand_over_promises')}?giver={closer.pk}"
    assert client.get(address).status_code == 403
    sign_in(client, head)
    assert client.get(address).context["many"] == 1
    typed = {"receiver": other_closer.pk, "reason": "Leaves"}
    assert client.post(address, typed).status_code == 302
    promise.refresh_from_db()
    assert promise.owner == other_closer


def test_a_new_promise_names_its_client_in_words(client, sign_in, client_company, own_company, closer):
    sign_in(client, closer)
    given = {"what": "Call", "due_at": moment(timezone.now() + DAY), "owner": closer.pk, "kind": "act"}
    assert client.post(url("make_promise"), {**given, "company": "нет такой"}).status_code == 422
    assert client.post(url("make_promise"), {**given, "company": own_company.name}).status_code == 422
    assert client.post(url("make_promise"), {**given, "company": "ромаш"}).status_code == 302
    assert client_company.promises.get().what == "Call"


def test_who_writes_while_another_moves_it_is_told_and_loses_nothing(client, sign_in, promise, closer, head):
    sign_in(client, closer)
    opened = client.get(url("line", promise.pk), {"do": "move_promise"}, headers=HTMX)
    seen = opened.context["verb_form"]["seen"].value()
    now = timezone.now()
    move_promise(promise=promise, to_at=now + 5 * DAY, reason="The client asked", by=head, at=now)
    to_at = moment(now + 3 * DAY)
    typed = {"line": "1", "seen": seen, "to_at": to_at, "reason": "Waits for the cable"}
    told = client.post(url("move_promise", promise.pk), typed, headers=HTMX)
    assert told.status_code == 422
    assert "Waits for the cable" in told.content.decode()
    assert timezone.localtime(promise.due_at).strftime("%d.%m.%Y %H:%M") in told.content.decode()
    promise.refresh_from_db()
    assert promise.moves_count == 1
    again = {**typed, "seen": told.context["verb_form"]["seen"].value()}
    assert client.post(url("move_promise", promise.pk), again, headers=HTMX).status_code == 200
    promise.refresh_from_db()
    assert (promise.moves_count, moment(promise.due_at)) == (2, to_at)
