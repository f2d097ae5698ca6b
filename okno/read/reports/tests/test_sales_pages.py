"""Pages and operations of losses, sources and the funnel: who reads what, and that all is drawn."""

from datetime import timedelta

import pytest
from django.urls import reverse

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.ground.ui.tests.addresses import address
from okno.team.people.actions.issue_token import issue_token

pytestmark = pytest.mark.django_db
PAGES = ("losses", "sources", "funnel")
DAYS = {"from": "2026-10-01", "to": "2026-10-31"}


@pytest.fixture
def lost(client_company, closer, now):
    deal = an_open_deal(client_company, closer, at=now)
    move_deal(deal=deal, stage="proposal", by=closer, at=now + timedelta(days=1))
    return lose_deal(
        deal=deal,
        reason="competitor",
        competitor="Сосед",
        attitude="cold",
        by=closer,
        at=now + timedelta(days=2),
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_its_question(name, lost, client, sign_in, head):
    answer = sign_in(client, head).get(address(("reports", "today"), name), DAYS)
    text = answer.content.decode()
    assert answer.status_code == 200 and f'id="chart-{name}"' in text
    empty = client.get(address(("reports", "today"), name), {"from": "2020-01-01", "to": "2020-01-31"})
    assert empty.status_code == 200 and "empty-state" in empty.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_who_does_not_sell_reads_none_of_it(name, client, sign_in, engineer, accountant):
    for employee in (engineer, accountant):
        assert sign_in(client, employee).get(address(("reports", "today"), name)).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_nonsense_in_the_address_is_passed_by(name, lost, client, sign_in, head):
    asked = {
        **DAYS,
        "manager": "9" * 30,
        "service": "-1",
        "source_type": "телепатия",
        "by": "'",
        "across": "%",
    }
    assert sign_in(client, head).get(address(("reports", "today"), name), asked).status_code == 200
    listed = {
        "at": "%",
        "reason": "%",
        "service": "x",
        "closed_from": "2026-13-40",
        "entered": "~any",
        "went": "?",
    }
    for view in ("deal_list", "leads"):
        assert client.get(address(("deals", "leads", "assignment", "plans"), view), listed).status_code == 200


def test_a_seller_sees_no_others_and_no_choice_of_persons(lost, client, sign_in, other_closer, closer):
    page = sign_in(client, other_closer).get(reverse("reports:losses"), {**DAYS, "manager": closer.pk})
    assert (
        page.context["told"].count == 0
        and '<select class="form-select" name="manager"' not in page.content.decode()
    )
    assert sign_in(client, closer).get(reverse("reports:losses"), DAYS).context["told"].count == 1


def test_the_list_says_what_it_is_narrowed_to(lost, client, sign_in, head):
    page = sign_in(client, head).get(
        reverse("reports:losses"), {**DAYS, "by": "price", "across": "source_type"}
    )
    url = page.context["told"].table.rows[0].cells[0].url
    text = client.get(url).content.decode()
    assert "Два сервера" in text and "01.10.2026 – 31.10.2026" in text


def test_the_operations(lost, client, head, engineer, now):
    def call(owner, path):
        _token, secret = issue_token(owner=owner, name="test", scope="read", by=owner, at=now)
        return client.get(f"/api/v1/reports/{path}", headers={"Authorization": f"Bearer {secret}"})

    days = "starts_on=2026-10-01&ends_on=2026-10-31"
    losses = call(head, f"losses?{days}&by=reason&across=manager").json()
    assert (losses["work"]["count"], losses["work"]["minor"]) == (1, 20_000_00)
    assert losses["rows"][0]["cells"][0] == {
        "count": 1,
        "minor": 20_000_00,
        "unpriced": 0,
        "share_bp": 10_000,
    }
    assert [one["label"] for one in losses["competitors"]] == ["Сосед"]
    sources = call(head, f"sources?{days}").json()
    assert (sources["total"]["leads"], sources["total"]["winning"]["of"]) == (1, 1)
    funnel = call(head, f"funnel?{days}").json()
    assert [(one["code"], one["came"], one["lost"]) for one in funnel["stages"]][:2] == [
        ("qualification", 1, 0),
        ("proposal", 1, 1),
    ]
    assert call(engineer, f"funnel?{days}").status_code == 403
    assert call(head, "losses?starts_on=2026-10-31&ends_on=2026-10-01").status_code == 422
    assert call(head, "losses?by=moon").status_code == 422
