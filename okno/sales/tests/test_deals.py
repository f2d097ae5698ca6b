"""A deal is moved, lost, opened again and won (L4, L5)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from okno.journal.models import Entry
from okno.kernel.errors import Conflict, Forbidden, Invalid
from okno.sales.actions.import_leads import import_leads
from okno.sales.actions.lose_deal import lose_deal
from okno.sales.actions.move_deal import move_deal
from okno.sales.actions.reopen_deal import reopen_deal
from okno.sales.actions.win_deal import win_deal
from okno.sales.models import Deal, LeadKey
from okno.sales.tests.cast import a_lead, an_open_deal

pytestmark = pytest.mark.django_db

OPEN_AND_LOST = (
    b"id,company,stage,opened,closed\n1,Acme,Engaging,2025-01-01,\n2,Acme,Lost,2025-01-01,2025-02-01\n"
)


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


@pytest.fixture
def history(head, now):
    import_leads(content=OPEN_AND_LOST, name="h.csv", by=head, at=now)
    return list(Deal.objects.filter(imported=True).order_by("lead__external_id"))


def test_moving_starts_the_clock_of_the_stage(deal, closer, now):
    later = now + timedelta(days=3)
    move_deal(deal=deal, stage="documents", by=closer, at=later)
    deal.refresh_from_db()
    assert (deal.stage_id, deal.stage_since_at, deal.days_in_stage(date(2026, 10, 20))) == (
        "documents",
        later,
        5,
    )
    entry = Entry.objects.about(deal).get(kind="sales.deal_moved")
    assert "Два сервера" in entry.sentence


def test_moving_to_where_it_stands_changes_nothing(deal, closer, now):
    move_deal(deal=deal, stage="qualification", by=closer, at=now + timedelta(days=1))
    deal.refresh_from_db()
    assert deal.stage_since_at == now
    assert not Entry.objects.filter(kind="sales.deal_moved").exists()


@pytest.mark.parametrize(
    ("stage", "error"), [("won", Conflict), ("lost", Conflict), ("paid", Invalid), ("", Invalid)]
)
def test_won_and_lost_are_no_stages(stage, error, deal, closer, now):
    with pytest.raises(error):
        move_deal(deal=deal, stage=stage, by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.status, deal.stage_id) == ("open", "qualification")


def test_of_two_who_move_at_once_the_second_is_told(deal, closer, head, now):
    same = Deal.objects.get(pk=deal.pk)
    move_deal(deal=deal, stage="proposal", by=closer, at=now)
    with pytest.raises(Conflict):
        move_deal(deal=same, stage="documents", by=head, at=now)


def test_another_sellers_deal_is_not_moved(deal, other_closer, now):
    with pytest.raises(Forbidden):
        move_deal(deal=deal, stage="proposal", by=other_closer, at=now)


def test_a_loss_has_its_reason_and_attitude_and_keeps_the_stage(deal, closer, now):
    move_deal(deal=deal, stage="documents", by=closer, at=now)
    lose_deal(deal=deal, reason="documents", attitude="neutral", note="Юристы", by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.status, deal.stage_id, deal.closed_on) == ("lost", "documents", date(2026, 10, 12))
    assert (deal.loss_reason_id, deal.attitude, deal.loss_note) == ("documents", "neutral", "Юристы")
    assert Entry.objects.about(deal).filter(kind="sales.deal_lost").count() == 1


@pytest.mark.parametrize(
    ("reason", "attitude", "wrong"),
    [
        ("", "warm", {"reason"}),
        ("price", "", {"attitude"}),
        ("", "", {"reason", "attitude"}),
        ("not_recorded", "not_recorded", {"reason", "attitude"}),
    ],
)
def test_a_loss_demands_both(reason, attitude, wrong, deal, closer, now):
    with pytest.raises(Invalid) as refusal:
        lose_deal(deal=deal, reason=reason, attitude=attitude, by=closer, at=now)
    assert set(refusal.value.fields) == wrong


def test_a_lost_deal_opens_again_with_its_keys(deal, closer, head, client_company, now):
    lose_deal(deal=deal, reason="timing", attitude="warm", by=closer, at=now)
    reopen_deal(deal=deal, by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.status, deal.closed_on, deal.loss_reason_id, deal.attitude) == ("open", None, None, "")
    assert a_lead(by=head, at=now, email=client_company.email) == deal.lead


def test_keys_taken_meanwhile_stay_where_they_are(deal, closer, head, client_company, now):
    lose_deal(deal=deal, reason="timing", attitude="warm", by=closer, at=now)
    second = a_lead(by=head, at=now, company=client_company)
    reopen_deal(deal=deal, by=closer, at=now)
    assert LeadKey.objects.get(kind="company", value=client_company.pk).lead == second


def test_a_contract_wins_an_open_deal_once(deal, closer, now):
    win_deal(deal=deal, signed_on=date(2026, 10, 9), by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.status, deal.closed_on) == ("won", date(2026, 10, 9))
    with pytest.raises(Conflict):
        win_deal(deal=deal, signed_on=date(2026, 10, 9), by=closer, at=now)
    with pytest.raises(Conflict):
        reopen_deal(deal=deal, by=closer, at=now)


def test_a_lost_deal_is_not_won(deal, closer, now):
    lose_deal(deal=deal, reason="timing", attitude="warm", by=closer, at=now)
    with pytest.raises(Conflict):
        win_deal(deal=deal, signed_on=date(2026, 10, 9), by=closer, at=now)


def test_history_is_never_won_and_never_opened_again(history, head, now):
    open_one, lost = history
    with pytest.raises(Conflict):
        win_deal(deal=open_one, signed_on=date(2026, 10, 9), by=head, at=now)
    with pytest.raises(Conflict):
        reopen_deal(deal=lost, by=head, at=now)
    assert set(Deal.objects.values_list("status", flat=True)) == {"open", "lost"}


def test_history_does_not_stand_in_the_way_of_a_new_lead(history, head, closer, now):
    lead = a_lead(by=head, at=now, company=history[0].company)
    assert lead != history[0].lead and lead.is_new and not lead.imported


@pytest.mark.parametrize("role", ["closer", "head", "owner", "accountant"])
def test_who_signs_wins(role, deal, request, now):
    win_deal(deal=deal, signed_on=date(2026, 10, 9), by=request.getfixturevalue(role), at=now)
    assert deal.status == "won"


def test_the_base_holds_what_one_row_can_break(deal):
    broken = [
        {"status": "won"},
        {"status": "lost", "closed_on": date(2026, 10, 12)},
        {"loss_reason": "price"},
        {
            "loss_reason": "not_recorded",
            "attitude": "not_recorded",
            "status": "lost",
            "closed_on": date(2026, 1, 1),
        },
        {"company": None},
        {"lead": None},
        {"imported_value_minor": 1},
    ]
    for changes in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            Deal.objects.filter(pk=deal.pk).update(**changes)


def test_the_journal_tells_the_stage_that_it_was_lost_at_though_a_colleague_moved_it_meanwhile(
    deal, closer, head, now
):
    read_before = Deal.objects.get(pk=deal.pk)
    move_deal(deal=deal, stage="documents", by=head, at=now)
    lose_deal(deal=read_before, reason="documents", attitude="neutral", by=closer, at=now)
    entry = Entry.objects.filter(kind="sales.deal_lost").get()
    assert entry.data["stage"]["en"] == "Document approval"
