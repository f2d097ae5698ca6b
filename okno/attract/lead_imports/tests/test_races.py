"""The same file loaded by two at the same moment, on both engines."""

import pytest

from okno.records.resources.tests.racing import race_processes, shared_base

pytestmark = pytest.mark.both_engines


@pytest.mark.django_db(transaction=True)
def test_the_same_file_loaded_by_two_at_once_loads_once(tmp_path, head):
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, "okno.attract.lead_imports.tests.knock_file", (head.pk,), (head.pk,))
        assert sorted(said) == ["0", "50"]
        assert ask("SELECT count(*) FROM deals_deal") == [(50,)]
        assert ask("SELECT count(*) FROM clients_company") == [(7,)]
