"""The board and the list in figures, and as pages."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.actions.reopen_deal import reopen_deal
from okno.attract.deals.lists import deal_list, totals_of
from okno.attract.deals.models import Deal, DealHandover, PipelineStage, StageVisit
from okno.attract.deals.pipeline.board import (
    CARDS,
    board_of,
    closed_this_month,
    deals_on_board,
    read_board_query,
)
from okno.attract.deals.tests.cast import an_open_deal
from okno.ground.kernel.clock import local_date
from okno.ground.ui.tests.addresses import address
from okno.records.catalog.models import Service

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
TODAY = date(2026, 10, 19)


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


@pytest.fixture
def board(client, closer, sign_in):
    """The board of the closer, as his browser asks it."""
    sign_in(client, closer)

    def post(name, *args, **given):
        seen = f"http://testserver{reverse('deals:deals')}?view=mine"
        headers = {"HX-Request": "true", "HX-Current-URL": seen}
        return client.post(
            address(("deals", "leads", "assignment", "plans"), name, args), given, headers=headers
        )

    return post


def more(deal, number, **changed):
    """As many deals beside this one; loaded history, for that needs no leads."""
    fields = {"company": deal.company, "owner": deal.owner, "title": "Ещё", "imported": True}
    fields |= {"stage_since_at": deal.stage_since_at, "opened_on": deal.opened_on, "stage_id": "proposal"}
    Deal.objects.bulk_create(Deal(**{**fields, **changed}) for _number in range(number))


def test_sums_are_weighted_by_probability_and_rounded_once(deal, head):
    more(deal, 1, monthly_minor=5, stage_id="qualification")
    more(deal, 2, monthly_minor=1, stage_id="negotiation")
    more(deal, 1, monthly_minor=1, stage_id="documents")
    board = board_of(Deal.objects.open(), TODAY)
    assert [(one.stage.code, one.count, one.sum_minor, one.weighted_minor) for one in board.columns] == [
        # 2,000,005 kopecks by 10 %: 200,000.5, half up.
        ("qualification", 2, 20_000_05, 2_000_01),
        ("proposal", 0, 0, 0),
        ("negotiation", 2, 2, 1),
        ("documents", 1, 1, 1),
    ]
    # 200,000.5 + 1 + 0.8 = 200,002.3, not the 200,003 of the columns.
    assert (board.count, board.sum_minor, board.weighted_minor) == (5, 20_000_08, 2_000_02)
    totals = totals_of(deal_list(head, {"view": "open"}).rows)
    assert (totals.count, totals.sum_minor, totals.weighted_minor) == (5, 20_000_08, 2_000_02)


def test_a_column_has_its_first_cards_and_tells_how_many_more(deal):
    more(deal, CARDS + 5)
    proposal = board_of(Deal.objects.open(), TODAY).columns[1]
    assert (len(proposal.cards), proposal.hidden) == (CARDS, 5)


@pytest.mark.parametrize(
    ("days", "rot"), [(0, "fresh"), (3, "fresh"), (4, "old"), (6, "old"), (7, "stale"), (40, "stale")]
)
def test_a_deal_gets_old_and_stale(days, rot, deal, head, now):
    Deal.objects.update(stage_since_at=now - timedelta(days=days))
    today = local_date(now)
    card = board_of(Deal.objects.open(), today).columns[0].cards[0]
    assert (card.days, card.rot, card.bar) == (days, rot, min(days, 7))
    found = deals_on_board(head, read_board_query(head, {"stale": "1"}), today)
    assert found.exists() == (rot == "stale"), "the chip and the card say the same"


def test_lost_at_document_approval_is_told_beside_the_lost(deal, head, now):
    told = {"reason": "price", "attitude": "neutral", "by": head, "at": now}
    lose_deal(deal=deal, **told)
    assert closed_this_month(Deal.objects.all(), TODAY) == {"won": 0, "lost": 1, "at_documents": 0}
    reopen_deal(deal=deal, by=head, at=now)
    move_deal(deal=deal, stage="documents", by=head, at=now)
    lose_deal(deal=deal, **told)
    assert closed_this_month(Deal.objects.all(), TODAY) == {"won": 0, "lost": 1, "at_documents": 1}


def test_chips_narrow_the_board(deal, head, closer, other_closer, client_company):
    service = Service.objects.create(code="vm", name="Виртуальная машина")
    more(deal, 2, owner=other_closer, service=service)

    def count(**query):
        return deals_on_board(head, read_board_query(head, query), TODAY).count()

    assert count() == 3 and count(view="mine") == 0
    assert count(owner=str(other_closer.pk)) == 2 and count(service=str(service.pk)) == 2
    assert count(no_step="1") == 3 and count(owner="1 OR 1", service="²") == 3
    client_company.next_step, client_company.next_step_on = "Позвонить", TODAY
    client_company.save()
    assert count(no_step="1") == 0
    assert read_board_query(closer, {}).view == "mine" and read_board_query(head, {}).view == "all"


def test_the_board_asks_as_much_of_ten_deals_as_of_a_hundred(deal, client, sign_in, head):
    sign_in(client, head)
    asked = []
    for number in (9, 90):
        for stage in PipelineStage.objects.in_use():
            more(deal, number, stage=stage)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("deals:deals")).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_drop_answers_with_the_board_and_a_way_back(deal, board):
    answer = board("move_deal", deal.pk, stage="proposal", seen_stage="qualification", next="board")
    told = json.loads(answer["HX-Trigger"])["toast"]
    assert answer.status_code == 200 and told["undo"] == reverse("deals:undo_move", args=[deal.pk])
    assert answer["HX-Push-Url"] == f"{reverse('deals:deals')}?view=mine"
    assert answer.context["board_query"].view == "mine"
    answer = board("undo_move", deal.pk)
    deal.refresh_from_db()
    assert answer.status_code == 200 and deal.stage_id == "qualification"
    again = board("undo_move", deal.pk)
    assert again.status_code == 200 and json.loads(again["HX-Trigger"])["toast"]["text"], (
        "told where one looks"
    )
    stale = board("move_deal", deal.pk, stage="documents", seen_stage="proposal", next="board")
    assert stale.status_code == 409


def test_a_drop_asks_for_exactly_what_is_missing(deal, board):
    PipelineStage.objects.filter(code="proposal").update(conditions=["expected_date", "budget", "next_step"])
    answer = board("move_deal", deal.pk, stage="proposal", next="board")
    assert answer.status_code == 422 and "data-lacking" in answer.content.decode()
    assert list(answer.context["form"].fields) == ["expected_on", "budget_minor"]
    assert [one["url"] for one in answer.context["links"]] == [
        reverse("relations:set_status", args=[deal.company_id])
    ]
    PipelineStage.objects.filter(code="proposal").update(conditions=["expected_date", "budget"])
    given = {"stage": "proposal", "next": "board", "expected_on": "2026-12-01"}
    half = board("move_deal", deal.pk, **given)
    assert half.status_code == 422 and list(half.context["form"].fields) == ["budget_minor", "expected_on"]
    wrong = board("move_deal", deal.pk, **given, budget_minor="много")
    assert wrong.status_code == 422 and "budget_minor" in wrong.context["form"].errors
    assert board("move_deal", deal.pk, **given, budget_minor="50 000").status_code == 200
    deal.refresh_from_db()
    assert (deal.stage_id, deal.expected_on, deal.budget_minor) == ("proposal", date(2026, 12, 1), 50_000_00)


def test_a_value_is_changed_in_its_row(deal, board, client):
    address = reverse("deals:change_deal_fact", args=[deal.pk, "monthly_minor"])
    headers = {"HX-Request": "true"}
    form = client.get(f"{address}?row=open", headers=headers)
    seen = form.context["form"].fields["seen"].initial
    answer = client.post(f"{address}?row=open", {"monthly_minor": "35 000", "seen": seen}, headers=headers)
    assert answer["HX-Retarget"] == f"#deal-{deal.pk}" and "35" in answer.content.decode()
    clash = client.post(f"{address}?row=open", {"monthly_minor": "36 000", "seen": seen}, headers=headers)
    assert clash.status_code == 422 and clash.context["clashes"], "who typed on what was there before is told"
    stage = reverse("deals:change_deal_fact", args=[deal.pk, "stage"])
    given = {"stage": "documents", "seen_stage": "qualification"}
    assert client.post(f"{stage}?row=open", given, headers=headers).status_code == 200
    assert client.post(f"{stage}?row=open", given | {"stage": "proposal"}, headers=headers).status_code == 422
    deal.refresh_from_db()
    assert (deal.monthly_minor, deal.stage_id) == (35_000_00, "documents")
    assert client.get(reverse("deals:deal_fact", args=[deal.pk, "owner"])).status_code == 404


def test_marked_deals_are_moved_dated_and_given(deal, board, client, other_closer):
    given = {"deal": [deal.pk, 10**17, "x"], "next": f"{reverse('deals:deal_list')}?view=mine"}
    for verb in (
        {"do": "move", "stage": "documents"},
        {"do": "expect", "expected_on": "2026-12-01"},
        {"do": "commit"},
    ):
        answer = client.post(reverse("deals:change_marked"), given | verb)
        assert answer.status_code == 302 and answer.url == given["next"]
    deal.refresh_from_db()
    assert (deal.stage_id, deal.expected_on, deal.is_committed) == ("documents", date(2026, 12, 1), True)
    DealHandover.objects.all().delete()
    client.post(reverse("deals:change_marked"), given | {"do": "give", "receiver": other_closer.pk})
    deal.refresh_from_db()
    assert deal.owner == other_closer
    for wrong in ({"do": "move"}, {"do": "burn"}, {"do": "give", "receiver": 10**9}):
        assert client.post(reverse("deals:change_marked"), given | wrong).status_code == 422
    away = given | {"do": "uncommit", "next": "https://example.test/deals/list/"}
    assert client.post(reverse("deals:change_marked"), away).url == reverse("deals:deal_list")


def test_the_page_of_a_deal_tells_its_way(deal, closer, board, client, now):
    move_deal(deal=deal, stage="documents", by=closer, at=now)
    answer = client.get(deal.get_absolute_url())
    assert [one.stage.code for one in answer.context["way"].stays] == ["qualification", "documents"]
    assert StageVisit.objects.filter(left_at__isnull=True).count() == 1


def test_pages_of_stages_are_the_heads(client, sign_in, head, closer, deal):
    sign_in(client, head)
    stage = PipelineStage.objects.get(code="qualification")
    names = [("stages",), ("add_stage",), ("change_stage", stage.pk), ("remove_stage", stage.pk)]
    for name, *args in names:
        assert client.get(address(("deals", "leads", "assignment", "plans"), name, args)).status_code == 200
    client.post(
        reverse("deals:add_stage"), {"name": "Пилот", "kind": "work", "probability_bp": "60", "rot_days": "5"}
    )
    assert PipelineStage.objects.get(code="pilot").probability_bp == 6_000
    client.post(
        reverse("deals:order_stages"), {"item": PipelineStage.objects.get(code="pilot").pk, "step": "up"}
    )
    assert [one.code for one in PipelineStage.objects.in_use()][-2:] == ["pilot", "documents"]
    remove = reverse("deals:remove_stage", args=[stage.pk])
    assert client.post(remove, {"to": ""}).status_code == 422
    assert client.post(remove, {"to": "pilot"}).status_code == 302
    deal.refresh_from_db()
    assert deal.stage_id == "pilot"
    sign_in(client, closer)
    for name, *args in names[:3]:
        assert client.get(address(("deals", "leads", "assignment", "plans"), name, args)).status_code == 403


def test_the_api_of_stages_and_deals(deal, head, closer, call_api):
    made = call_api(
        head, "post", "/stages", {"name": "Пилот", "probability_bp": 6_000, "conditions": ["service"]}
    )
    assert (made.status_code, made.json()["code"]) == (201, "pilot")
    path = f"/stages/{made.json()['id']}"
    assert call_api(head, "patch", path, {"rot_days": 3, "conditions": []}).json()["rot_days"] == 3
    order = ["qualification", "pilot", "proposal", "negotiation", "documents"]
    ids = [PipelineStage.objects.get(code=code).pk for code in order]
    assert call_api(head, "post", "/stages/order", {"order": ids}).status_code == 200
    assert [one["code"] for one in call_api(closer, "get", "/stages").json()] == order
    assert call_api(closer, "post", "/stages", {"name": "Моя"}).status_code == 403
    stage_path, path = path, f"/deals/{deal.pk}"
    changed = call_api(closer, "patch", path, {"expected_on": "2026-12-01", "is_committed": True})
    assert (changed.status_code, changed.json()["expected_on"]) == (200, "2026-12-01")
    moved = call_api(closer, "post", f"{path}/move", {"stage": "pilot", "place": "Казань"})
    assert moved.status_code == 200 and moved.json()["stage"] == "pilot"
    assert call_api(closer, "post", f"{path}/undo-move").json()["stage"] == "qualification"
    told = call_api(closer, "post", "/deals/move", {"deal_ids": [deal.pk, 10**12], "stage": "pilot"}).json()
    assert told == {"done": [deal.pk], "left": []}
    assert (
        call_api(closer, "patch", "/deals", {"deal_ids": [deal.pk], "is_committed": False}).status_code == 200
    )
    assert call_api(head, "post", f"{stage_path}/remove", {}).status_code == 422
    assert call_api(head, "post", f"{stage_path}/remove", {"to": "proposal"}).status_code == 200
    deal.refresh_from_db()
    assert (deal.stage_id, deal.is_committed) == ("proposal", False)
