"""Two go away at the same moment, on both engines."""

import pytest

from okno.records.resources.tests.racing import race_processes, shared_base

pytestmark = pytest.mark.both_engines

ANNOUNCE = "okno.team.people.tests.announce"


@pytest.mark.django_db(transaction=True)
def test_one_absence_though_it_is_announced_four_times_at_once(tmp_path, closer, other_closer, head):
    with shared_base(tmp_path) as (url, ask):
        others = [other_closer.pk, head.pk, other_closer.pk, head.pk]
        said = race_processes(url, ANNOUNCE, *[(closer.pk, other) for other in others])
        assert sorted(said) == ["away", *["no: starts_on"] * 3]
        assert ask("SELECT count(*) FROM people_absence") == [(1,)]


@pytest.mark.django_db(transaction=True)
def test_two_never_stand_in_for_each_other(tmp_path, closer, other_closer):
    with shared_base(tmp_path) as (url, ask):
        pairs = [(closer.pk, other_closer.pk), (other_closer.pk, closer.pk)]
        assert sorted(race_processes(url, ANNOUNCE, *pairs)) == ["away", "no: substitute"]
        assert ask("SELECT count(*) FROM people_absence") == [(1,)]
