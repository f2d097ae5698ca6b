"""Two channels at the same moment, on both engines."""

import pytest

from okno.resources.tests.racing import race_processes, shared_base

SAME, OTHER, FILE = 0, 1, 2
KNOCK = "okno.sales.tests.knock"


@pytest.mark.django_db(transaction=True)
def test_one_lead_though_four_channels_came_at_once(tmp_path, head, closer, other_closer):
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, KNOCK, *[(head.pk, SAME, number) for number in range(1, 5)])
        assert len({words for words in said if words}) == 1, said
        assert ask("SELECT count(*) FROM sales_lead") == [(1,)]
        assert ask("SELECT count(*) FROM clients_company") == [(1,)]
        came = "SELECT count(*) FROM journal_entry WHERE kind = 'sales.lead_came_again'"
        assert ask(came) == [(3,)]
        assert ask("SELECT count(*) FROM sales_leadkey WHERE kind = 'phone' AND lead_id IS NOT NULL") == [
            (4,)
        ]


@pytest.mark.django_db(transaction=True)
def test_four_leads_at_once_go_to_each_in_turn(tmp_path, head, closer, other_closer):
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, KNOCK, *[(head.pk, OTHER, number) for number in range(1, 5)])
        given = sorted(int(words.split()[1]) for words in said)
        assert given == sorted([closer.pk, closer.pk, other_closer.pk, other_closer.pk])
        assert ask("SELECT count(*) FROM sales_lead") == [(4,)]


@pytest.mark.django_db(transaction=True)
def test_the_same_file_loaded_by_two_at_once_loads_once(tmp_path, head):
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, KNOCK, (head.pk, FILE, 1), (head.pk, FILE, 2))
        assert sorted(said) == ["0", "50"]
        assert ask("SELECT count(*) FROM sales_deal") == [(50,)]
        assert ask("SELECT count(*) FROM clients_company") == [(7,)]
