"""Two verbs at one deal at the same moment, on both engines: the second is told, nothing comes apart."""

from datetime import timedelta

import pytest

from okno.attract.deals.actions.accept_deal import accept_deal
from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.deals.tests.knock_deal import VERBS
from okno.attract.leads.tests.cast import a_lead
from okno.records.resources.tests.racing import race_processes, shared_base

pytestmark = pytest.mark.both_engines

KNOCK = "okno.attract.deals.tests.knock_deal"
PAIRS = [
    ("negotiation", "documents"),
    ("documents", "lose"),
    ("lose", "win"),
    ("lose", "lose"),
    ("win", "documents"),
    ("undo", "documents"),
    ("undo", "undo"),
    ("undo", "lose"),
    ("give", "give"),
    ("give", "lose"),
    ("change", "documents"),
    ("change", "win"),
    ("remove_reason", "lose"),
]
TOLD = {"done", "Conflict", "Invalid", "Forbidden"}
STAYS = "SELECT count(*) FROM deals_stagevisit WHERE left_at IS NULL"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pair", PAIRS)
def test_a_deal_stays_whole(pair, tmp_path, client_company, head, closer, other_closer, now):
    deal = an_open_deal(client_company, closer, at=now)
    for handover in deal.handovers.all():
        accept_deal(handover=handover, by=closer, at=now)
    move_deal(deal=deal, stage="proposal", by=head, at=now + timedelta(minutes=1))
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, KNOCK, *[(head.pk, deal.pk, VERBS.index(verb)) for verb in pair])
        assert set(said) <= TOLD and "done" in said, said
        ((status, stage, closed_on),) = ask("SELECT status, stage, closed_on FROM deals_deal")
        assert ask(STAYS) == [(1 if status == "open" else 0,)], said
        assert (closed_on is None) == (status == "open")
        last = "SELECT stage FROM deals_stagevisit ORDER BY entered_at DESC, id DESC LIMIT 1"
        assert ask(last) == [(stage,)], said
        ends = "SELECT count(*) FROM journal_entry WHERE kind IN ('deals.deal_lost', 'deals.deal_won')"
        assert ask(ends) == [(0 if status == "open" else 1,)], "one end, one entry"
        waiting = "SELECT count(*) FROM deals_dealhandover WHERE status = 'waiting'"
        assert ask(waiting)[0][0] <= 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "pair", [("reopen", "reopen"), ("reopen", "remove_reason"), ("reopen", "remove_first")]
)
def test_a_lost_deal_is_opened_once(pair, tmp_path, client_company, head, closer, other_closer, now):
    deal = an_open_deal(client_company, closer, at=now)
    lose_deal(deal=deal, reason="price", attitude="neutral", by=head, at=now + timedelta(minutes=1))
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, KNOCK, *[(head.pk, deal.pk, VERBS.index(verb)) for verb in pair])
        assert set(said) <= TOLD and "done" in said, said
        assert ask(STAYS) == [(1,)]
        assert ask("SELECT count(*) FROM journal_entry WHERE kind = 'deals.deal_reopened'") == [(1,)]
        in_use = "SELECT count(*) FROM deals_deal d JOIN deals_pipelinestage s ON s.code = d.stage"
        assert ask(f"{in_use} WHERE s.removed_at IS NULL") == [(1,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["remove_question", "remove_first", "qualify"])
def test_a_lead_is_qualified_whatever_heads_change(verb, tmp_path, head, closer, other_closer, now):
    a_lead(by=head, at=now)
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(
            url, KNOCK, (head.pk, 0, VERBS.index("qualify")), (head.pk, 0, VERBS.index(verb))
        )
        assert set(said) <= TOLD and "done" in said, said
        in_use = "SELECT count(*) FROM deals_deal d JOIN deals_pipelinestage s ON s.code = d.stage"
        assert ask(f"{in_use} WHERE s.removed_at IS NULL") == [(1,)], said
        assert ask(STAYS) == [(1,)]
