"""After somebody has left, nothing comes to him any more, by whatever way it comes."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.reopen_deal import reopen_deal
from okno.attract.deals.models import Deal
from okno.attract.deals.tests.cast import an_open_deal
from okno.attract.leads.tests.cast import a_lead
from okno.deliver.delivery.actions.release_order import release_order
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.tests.cast import an_order
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Conflict, Invalid
from okno.money.invoicing.tests.race import ask, run_at_once
from okno.records.clients.actions.add_company import add_company
from okno.records.clients.models import AccountManagerTerm
from okno.records.relations.actions.set_manager import set_manager
from okno.team.people.models import Employee
from okno.team.promises.actions.keep_promise import keep_promise
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.actions.reopen_promise import reopen_promise
from okno.top.config.tests.test_leaving import TODAY, end

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_nobody_promises_for_him_or_to_him(closer, other_closer, head, now):
    end(closer, other_closer, head, now)
    due_at = now + timedelta(hours=1)
    for field, people in (
        ("owner", {"owner": closer}),
        ("colleague", {"owner": head, "colleague": closer}),
    ):
        with pytest.raises(Invalid) as refused:
            make_promise(what="Call", due_at=due_at, by=head, at=now, **people)
        assert list(refused.value.fields) == [field]


def test_what_a_head_closed_for_him_is_not_his_again(closer, other_closer, head, now):
    promise = make_promise(what="Call", owner=closer, due_at=now + timedelta(hours=1), by=closer, at=now)
    keep_promise(promise=promise, by=head, at=now)
    end(closer, other_closer, head, now)
    promise.refresh_from_db()
    with pytest.raises(Conflict, match="Closerov"):
        reopen_promise(promise=promise, by=head, at=now)
    promise.refresh_from_db()
    assert promise.status == "kept"


def test_his_lost_deal_is_led_by_who_opens_it_again(client_company, closer, other_closer, head, now):
    deal = an_open_deal(client_company, closer, at=now)
    lose_deal(deal=deal, reason="price", attitude="warm", by=closer, at=now)
    end(closer, other_closer, head, now)
    reopen_deal(deal=Deal.objects.get(pk=deal.pk), by=head, at=now)
    assert Deal.objects.get(pk=deal.pk).owner == head
    assert Entry.objects.filter(kind="deals.deal_handed_over").count() == 1


def test_on_his_last_day_no_lead_comes_to_him_any_more(closer, other_closer, head, now):
    end(closer, other_closer, head, now)
    Employee.objects.filter(pk=closer.pk).update(takes_leads=True)
    closer.refresh_from_db()
    assert a_lead(by=other_closer, at=now, brought_by=closer).assigned_to == other_closer


TWO_AT_ONCE = """
from datetime import date
from okno.records.relations.actions.hand_over_client import hand_over_client
from okno.records.clients.models import Company
from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import OknoError
from okno.team.people.actions.end_employment import end_employment
from okno.team.people.models import Employee
from okno.records.relations import handover_rows
slow = handover_rows._change_hands
handover_rows._change_hands = lambda *given: (time.sleep(0.3), slow(*given))
giver, head, gone, other = (Employee.objects.get(pk=pk) for pk in {people})
try:
    if sys.argv[1].endswith("0"):
        company = Company.objects.get(pk={company})
        hand_over_client(company=company, receiver=gone, giver=giver, by=head, at=now)
    else:
        time.sleep(0.1)
        end_employment(employee=gone, left_on=local_date(now), successor=other, by=head, at=now)
    print("done")
except OknoError:
    print("told")
"""
KEPT = """
from okno.records.clients.models import Company
print(Company.objects.get(pk={company}).manager.left_on)
"""


@pytest.mark.django_db(transaction=True)
def test_who_leaves_while_a_client_is_handed_to_him_keeps_nobody(
    account_manager, closer, other_closer, head, now, tmp_path: Path
) -> None:
    company = add_company(name="Romashka", by=CONSOLE, at=now)
    set_manager(company=company, manager=account_manager, starts_on=date(2026, 1, 12), by=CONSOLE, at=now)
    people = [account_manager.pk, head.pk, closer.pk, other_closer.pk]
    said, url = run_at_once(TWO_AT_ONCE.format(people=people, company=company.pk), tmp_path)
    assert said[1] == "done" and said[0] in ("done", "told")
    assert ask(KEPT.format(company=company.pk), url) == "None"


def test_the_date_of_an_order_is_promised_by_somebody_who_works_here(own_company, closer, head, now):
    order = an_order(at=now)
    AccountManagerTerm.objects.all().delete()
    Employee.objects.exclude(pk=head.pk).update(left_on=TODAY)
    assert release_order(order=Order.objects.get(pk=order.pk), by=CONSOLE, at=now).promise.owner == head
