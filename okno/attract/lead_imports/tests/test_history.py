"""What was loaded as history is neither won, nor opened again, nor in the way of a new lead."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from okno.attract.deals.actions.reopen_deal import reopen_deal
from okno.attract.deals.actions.win_deal import win_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.pipeline.board import CARDS
from okno.attract.lead_imports.actions.import_leads import import_leads
from okno.attract.leads.tests.cast import a_lead
from okno.ground.kernel.errors import Conflict

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

OPEN_AND_LOST = (
    b"id,company,stage,opened,closed\n1,Acme,Engaging,2025-01-01,\n2,Acme,Lost,2025-01-01,2025-02-01\n"
)


@pytest.fixture
def history(head, now):
    import_leads(content=OPEN_AND_LOST, name="h.csv", by=head, at=now)
    return list(Deal.objects.filter(imported=True).order_by("lead__external_id"))


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


def test_the_board_copes_with_history(client, sign_in, head, now, django_assert_max_num_queries):
    rows = "".join(f"{n},Acme,Engaging,2025-01-01\n" for n in range(400))
    import_leads(content=f"id,company,stage,opened\n{rows}".encode(), name="h.csv", by=head, at=now)
    heads = sign_in(client, head)
    with django_assert_max_num_queries(25):
        text = heads.get(reverse("deals:deals")).content.decode()
    assert text.count('class="card-deal ') == CARDS
    assert f"{400 - CARDS}" in text


def test_a_refusal_to_win_says_what_to_do_instead(history, head, now):
    sentence = r"^This deal is imported history and cannot be won\. Create a new lead for this client\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        win_deal(deal=history[0], signed_on=date(2026, 10, 9), by=head, at=now)


def test_a_refusal_to_reopen_says_what_to_do_instead(head, now):
    row = b"id,company,stage,opened,closed\n1,Acme,Lost,2025-01-01,2025-02-01\n"
    import_leads(content=row, name="h.csv", by=head, at=now)
    sentence = r"^This deal is imported history\. Create a new lead for this client instead\.$"
    with override("en"), pytest.raises(Conflict, match=sentence):
        reopen_deal(deal=Deal.objects.get(), by=head, at=now)
