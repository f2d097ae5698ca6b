"""A stage is removed while deals are being moved to it, on both engines: none is left in it."""

import pytest

from okno.attract.deals.tests.cast import an_open_deal
from okno.records.clients.actions.add_company import add_company
from okno.records.resources.tests.racing import race_processes, shared_base

pytestmark = pytest.mark.both_engines


@pytest.mark.django_db(transaction=True)
def test_no_deal_is_left_in_a_stage_that_is_removed(tmp_path, head, closer, now):
    deals = [
        an_open_deal(add_company(name=f"Клиент {number}", by=head, at=now), closer, at=now)
        for number in range(4)
    ]
    with shared_base(tmp_path) as (url, ask):
        movers = [(head.pk, deal.pk) for deal in deals]
        said = race_processes(
            url, "okno.attract.deals.tests.knock_stage", *movers[:2], (head.pk, 0), *movers[2:]
        )
        assert said[2] == "proposal", said
        assert set(said) <= {"proposal", "refused: Invalid"}, "each is moved or told, none breaks"
        stand = "SELECT stage, count(*) FROM deals_deal GROUP BY stage"
        assert "proposal" not in dict(ask(stand)), said
        assert ask("SELECT count(*) FROM deals_pipelinestage WHERE removed_at IS NOT NULL") == [(1,)]
        stays = (
            "SELECT count(*) FROM deals_deal d JOIN deals_stagevisit s ON s.deal_id = d.id"
            " AND s.left_at IS NULL AND s.stage = d.stage"
        )
        assert ask(stays) == [(4,)]
