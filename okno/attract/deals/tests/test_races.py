"""Two channels at the same moment, on both engines."""

import pytest

from okno.attract.deals.actions.qualify_lead import qualify_lead
from okno.attract.leads.models import LeadSource
from okno.attract.leads.tests.cast import a_lead
from okno.attract.leads.throttle import MOST_A_MINUTE
from okno.records.resources.tests.racing import race_processes, shared_base

pytestmark = pytest.mark.both_engines

SAME, OTHER, ROBOT, CROWD, ACCEPT, RETURN = range(6)
KNOCK = "okno.attract.deals.tests.knock"


@pytest.mark.django_db(transaction=True)
def test_one_lead_though_four_channels_came_at_once(tmp_path, head, closer, other_closer):
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, KNOCK, *[(head.pk, SAME, number) for number in range(1, 5)])
        assert len({words for words in said if words}) == 1, said
        assert ask("SELECT count(*) FROM leads_lead") == [(1,)]
        assert ask("SELECT count(*) FROM clients_company") == [(1,)]
        came = "SELECT count(*) FROM journal_entry WHERE kind = 'leads.lead_came_again'"
        assert ask(came) == [(3,)]
        assert ask("SELECT count(*) FROM leads_leadkey WHERE kind = 'phone' AND lead_id IS NOT NULL") == [
            (4,)
        ]


@pytest.mark.django_db(transaction=True)
def test_four_leads_at_once_go_to_each_in_turn(tmp_path, head, closer, other_closer):
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, KNOCK, *[(head.pk, OTHER, number) for number in range(1, 5)])
        given = sorted(int(words.split()[1]) for words in said)
        assert given == sorted([closer.pk, closer.pk, other_closer.pk, other_closer.pk])
        assert ask("SELECT count(*) FROM leads_lead") == [(4,)]


@pytest.mark.django_db(transaction=True)
def test_a_robots_form_at_the_same_moment_is_one_entry_and_a_count(tmp_path, marketer, closer):
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, KNOCK, *[(marketer.pk, ROBOT, number) for number in range(4)])
        assert len(set(said)) == 1, said
        assert ask("SELECT repeats FROM leads_lead") == [(3,)]
        assert ask("SELECT count(*) FROM journal_entry WHERE kind = 'leads.lead_came_again'") == [(0,)]


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_those_beyond_the_measure_are_held(tmp_path, marketer, head, closer, now):
    LeadSource.objects.create(name="site", minute_at=now, came=MOST_A_MINUTE - 2)
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, KNOCK, *[(marketer.pk, CROWD, number) for number in range(1, 6)])
        assert sorted(words.split()[2] for words in said) == ["held"] * 3 + ["turn"] * 2
        assert ask("SELECT count(*) FROM promises_promise") == [(1,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verbs", [(ACCEPT, ACCEPT), (ACCEPT, RETURN), (RETURN, RETURN)])
def test_a_handed_over_deal_is_answered_once(verbs, tmp_path, head, qualifier, closer, now):
    lead = a_lead(by=qualifier, at=now, brought_by=qualifier)
    qualify_lead(lead=lead, owner=closer, title="Сервер", monthly_minor=None, by=qualifier, at=now)
    with shared_base(tmp_path) as (url, ask):
        said = race_processes(url, KNOCK, *[(closer.pk, verb, 0) for verb in verbs])
        assert sorted(said) == ["no", "yes"]
        ((status,),) = ask("SELECT status FROM deals_dealhandover")
        ((owner,),) = ask("SELECT owner_id FROM deals_deal")
        assert owner == (closer.pk if status == "accepted" else qualifier.pk)
