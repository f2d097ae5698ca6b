"""Two processes send the same keyed write at once: it is done once, and both are answered alike."""

import pytest

from okno.ground.kernel.actors import CONSOLE
from okno.records.resources.tests.racing import race_processes, shared_base
from okno.team.people.actions.issue_token import issue_token

pytestmark = pytest.mark.both_engines


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_repeats_the_first(tmp_path, owner, now):
    _token, secret = issue_token(owner=owner, name="test", scope="write", by=CONSOLE, at=now)
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, "okno.top.config.tests.knock", *[(secret, "a1")] * 3)
        assert [one[:4] for one in said] == ["201 "] * 3
        assert len(set(said)) == 1
        assert ask("SELECT count(*) FROM people_employee WHERE name = 'Nina Newova'") == [(1,)]
        assert ask("SELECT count(*) FROM people_idempotentanswer WHERE status = 201") == [(1,)]
