"""A seller named in loaded files turns out to be one of ours, and gets their history."""

import pytest

from okno.attract.deals.models import Deal
from okno.attract.lead_imports.actions.import_leads import import_leads
from okno.attract.lead_imports.actions.map_agent import map_agent
from okno.attract.lead_imports.models import ImportedAgent
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_a_mapped_agent_gets_his_history(head, closer, other_closer, now):
    heading = "id,agent,company,stage,date,close date\n"
    text = heading + "1,Al,A,Won,2025-01-01,2025-02-01\n2,Bo,A,Engaging,2025-01-01,\n"
    import_leads(content=text.encode(), name="h.csv", by=head, at=now)
    agent = ImportedAgent.objects.get(name="Al")
    map_agent(agent=agent, employee=closer, by=head, at=now)
    assert Deal.objects.get(lead__external_id="1").owner == closer
    assert Lead.objects.get(external_id="1").assigned_to == closer
    assert Deal.objects.get(lead__external_id="2").owner is None
    map_agent(agent=agent, employee=other_closer, by=head, at=now)
    assert Deal.objects.get(lead__external_id="1").owner == other_closer
    with pytest.raises(Forbidden):
        map_agent(agent=agent, employee=closer, by=closer, at=now)


FILE = (
    b"id,agent,company,stage,date,close date\n"
    b"1,Al,A,Won,2025-01-01,2025-02-01\n2,Al,B,Won,2025-01-01,2025-02-01\n"
)


@pytest.fixture
def agent(head, now):
    import_leads(content=FILE, name="h.csv", by=head, at=now)
    return ImportedAgent.objects.get()


def test_the_journal_says_who_mapped_whom_and_how_much_it_moved(agent, head, closer, now):
    map_agent(agent=agent, employee=closer, by=head, at=now)
    agent.refresh_from_db()
    assert agent.employee == closer
    entry = Entry.objects.get(kind="deals.agent_mapped")
    assert (entry.by, entry.data["agent"], entry.data["employee"]) == (head, "Al", closer.name)
    assert (entry.data["leads"], entry.data["deals"]) == (2, 2)


def test_what_was_given_to_another_by_hand_since_stays_with_them(agent, head, closer, other_closer, now):
    Deal.objects.filter(lead__external_id="2").update(owner=other_closer)
    map_agent(agent=agent, employee=closer, by=head, at=now)
    assert dict(Deal.objects.values_list("lead__external_id", "owner")) == {
        "1": closer.pk,
        "2": other_closer.pk,
    }


def test_nobody_of_ours_takes_it_back(agent, head, closer, now):
    map_agent(agent=agent, employee=closer, by=head, at=now)
    map_agent(agent=agent, employee=None, by=head, at=now)
    assert set(Deal.objects.values_list("owner", flat=True)) == {None}
    assert Entry.objects.filter(kind="deals.agent_mapped").latest("pk").data["employee"] == "—"
