"""Stages of the pipeline are added, changed, ordered and removed (L4)."""

from datetime import timedelta

import pytest

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.actions.reopen_deal import reopen_deal
from okno.attract.deals.directories.stages import STAGES
from okno.attract.deals.models import Deal, PipelineStage, StageVisit
from okno.attract.deals.pipeline.stages import stage_choices
from okno.attract.deals.tests.cast import an_open_deal
from okno.ground.directory.actions.add_item import add_item
from okno.ground.directory.actions.change_item import change_item
from okno.ground.directory.actions.order_items import order_items
from okno.ground.directory.actions.remove_item import remove_item
from okno.ground.journal.changes import changed_names
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.records.clients.actions.add_company import add_company

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
BUILT_IN = ["qualification", "proposal", "negotiation", "documents"]


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


def stage_of(code):
    return PipelineStage.objects.get(code=code)


def ids(codes):
    return [stage_of(code).pk for code in codes]


def test_a_stage_is_added_last_with_a_code_of_its_name(head, now):
    stage = add_item(
        directory=STAGES,
        name="  Пилот   у клиента ",
        probability_bp=6_000,
        conditions=["service"],
        by=head,
        at=now,
    )
    assert (stage.code, stage.name, stage.position) == ("pilot-u-klienta", "Пилот у клиента", 50)
    assert [code for code, _word in stage_choices()] == [*BUILT_IN, "pilot-u-klienta"]
    assert Entry.objects.about(stage).get().kind == "deals.stage_added"
    remove_item(item=stage, by=head, at=now)
    again = add_item(directory=STAGES, name="Пилот у клиента", by=head, at=now)
    assert again.code == "pilot-u-klienta-2"
    assert add_item(directory=STAGES, name="Won", by=head, at=now).code == "won-2", (
        "a stage is never called as an end"
    )
    assert add_item(directory=STAGES, name="合同", by=head, at=now).code == "stage"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"name": " "}, {"name"}),
        ({"name": "Ещё", "probability_bp": 10_001}, {"probability_bp"}),
        ({"name": "Ещё", "rot_days": 0, "kind": "won"}, {"rot_days", "kind"}),
        ({"name": "Ещё", "conditions": ["horoscope"]}, {"conditions"}),
    ],
)
def test_what_a_stage_cannot_be(given, wrong, head, now):
    with pytest.raises(Invalid) as refusal:
        add_item(directory=STAGES, **given, by=head, at=now)
    assert set(refusal.value.fields) == wrong
    assert PipelineStage.objects.count() == 4


def test_two_stages_have_not_one_name(head, now):
    add_item(directory=STAGES, name="Пилот", by=head, at=now)
    with pytest.raises(Invalid):
        add_item(directory=STAGES, name="пилот", by=head, at=now)
    with pytest.raises(Invalid):
        change_item(item=stage_of("proposal"), name="ПИЛОТ", by=head, at=now)


def test_a_built_in_stage_has_its_word_until_it_is_renamed(head, now):
    stage = stage_of("proposal")
    change_item(item=stage, name=str(stage.word), by=head, at=now)
    assert stage_of("proposal").name == "" and not Entry.objects.about(stage).exists()
    change_item(item=stage, name="КП", probability_bp=4_000, by=head, at=now)
    assert str(stage_of("proposal").word) == "КП"
    entry = Entry.objects.about(stage).get(kind="deals.stage_changed")
    assert (
        "30" in entry.sentence
        and "40" in entry.sentence
        and changed_names(entry.changes) == ["name", "probability_bp"]
    )
    change_item(item=stage, name="", by=head, at=now)
    assert str(stage_of("proposal").word) != "КП"


def test_stages_stand_in_the_order_that_is_told(head, now):
    order = ["documents", *BUILT_IN[:3]]
    order_items(directory=STAGES, order=ids(order), by=head, at=now)
    assert [code for code, _word in stage_choices()] == order
    for wrong in (ids(BUILT_IN[:3]), [*ids(BUILT_IN), 10**9], ids([*BUILT_IN, "proposal"])):
        with pytest.raises(Conflict):
            order_items(directory=STAGES, order=wrong, by=head, at=now)


def test_deals_of_a_removed_stage_go_where_it_is_said(deal, head, closer, now):
    other_company = add_company(name="Лютик", by=head, at=now)
    other = an_open_deal(other_company, closer, at=now)
    for one in (deal, other):
        move_deal(deal=one, stage="proposal", by=closer, at=now)
    lose_deal(deal=other, reason="price", attitude="warm", by=closer, at=now)
    later, stage = now + timedelta(days=2), stage_of("proposal")
    with pytest.raises(Invalid) as refusal:
        remove_item(item=stage, by=head, at=later)
    assert set(refusal.value.fields) == {"to"}
    for wrong in ("proposal", "pilot"):
        with pytest.raises(Invalid):
            remove_item(item=stage, to=wrong, by=head, at=later)
    remove_item(item=stage, to="negotiation", by=head, at=later)
    deal.refresh_from_db()
    other.refresh_from_db()
    assert (deal.stage_id, deal.stage_since_at, other.stage_id) == ("negotiation", later, "proposal")
    way = StageVisit.objects.filter(deal=deal).values_list("stage", "entered_at", "left_at")
    assert list(way) == [
        ("qualification", now, now),
        ("proposal", now, later),
        ("negotiation", later, None),
    ]
    assert Entry.objects.about(deal).filter(kind="deals.deal_moved", at=later).count() == 1
    assert Entry.objects.about(stage).get().data["deals"] == 1
    with pytest.raises(Invalid):
        move_deal(deal=deal, stage="proposal", by=closer, at=later)
    reopen_deal(deal=other, by=closer, at=later)
    assert other.stage_id == "qualification", "where it was lost there is no stage any more"


def test_a_stage_is_removed_once_and_the_last_one_never(head, now):
    stage = stage_of("proposal")
    remove_item(item=stage, by=head, at=now)
    with pytest.raises(Conflict):
        remove_item(item=stage, by=head, at=now)
    with pytest.raises(Conflict):
        change_item(item=stage, rot_days=3, by=head, at=now)
    for code in ("qualification", "negotiation"):
        remove_item(item=stage_of(code), by=head, at=now)
    with pytest.raises(Conflict):
        remove_item(item=stage_of("documents"), by=head, at=now)
    assert stage_choices() == [("documents", stage_of("documents").word)]


def test_a_deal_begins_at_what_is_first_now(head, closer, client_company, now):
    remove_item(item=stage_of("qualification"), by=head, at=now)
    assert an_open_deal(client_company, closer, at=now).stage_id == "proposal"


@pytest.mark.parametrize("who", ["closer", "marketer", "assistant", "accountant"])
def test_only_heads_set_stages(who, request, now):
    by, stage = request.getfixturevalue(who), stage_of("proposal")
    with pytest.raises(Forbidden):
        add_item(directory=STAGES, name="Пилот", by=by, at=now)
    with pytest.raises(Forbidden):
        change_item(item=stage, rot_days=3, by=by, at=now)
    with pytest.raises(Forbidden):
        order_items(directory=STAGES, order=ids(BUILT_IN[::-1]), by=by, at=now)
    with pytest.raises(Forbidden):
        remove_item(item=stage, by=by, at=now)
    assert Deal.objects.count() == 0 and [code for code, _word in stage_choices()] == BUILT_IN
