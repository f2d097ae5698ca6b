"""All open promises of a person go to another at once: they leave, or hand over a client."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.team.promises.actions.hand_over_promises import hand_over_promises
from okno.team.promises.actions.make_promise import make_promise
from okno.team.promises.models import Promise

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_three_hundred_go_in_a_few_statements_with_an_entry_each(
    closer, other_closer, head, client_company, now, django_assert_max_num_queries
):
    made = {"owner": closer, "company": client_company, "due_at": now, "first_due_at": now, "made_at": now}
    Promise.objects.bulk_create(Promise(what=f"Thing {number}", **made) for number in range(300))
    closed = Promise.objects.create(what="Kept", status="kept", closed_at=now, **made)
    with django_assert_max_num_queries(12):
        count = hand_over_promises(giver=closer, receiver=other_closer, reason="Leaves", by=head, at=now)
    assert count == 300
    assert Promise.objects.open().owned_by(other_closer).count() == 300
    assert Entry.objects.filter(kind="promises.promise_handed_over").count() == 300
    closed.refresh_from_db()
    assert closed.owner == closer


def test_of_one_client_only(promise, closer, other_closer, own_company, now):
    other = make_promise(what="Ours", owner=closer, company=own_company, due_at=now + DAY, by=closer, at=now)
    given = {"giver": closer, "receiver": other_closer, "reason": "The client moves", "by": closer, "at": now}
    assert hand_over_promises(company=promise.company, **given) == 1
    other.refresh_from_db()
    assert other.owner == closer
    assert hand_over_promises(company=promise.company, **given) == 0


def test_all_of_another_are_not_his_to_hand_over(closer, other_closer, engineer, now):
    with pytest.raises(Forbidden):
        hand_over_promises(giver=closer, receiver=other_closer, reason="Mine now", by=other_closer, at=now)


def test_the_journal_says_who_gave_whose_to_whom(promise, closer, other_closer, head, now):
    hand_over_promises(giver=closer, receiver=other_closer, reason=" Leaves ", by=head, at=now)
    entry = Entry.objects.get(kind="promises.promise_handed_over")
    assert (entry.by, entry.company) == (head, promise.company)
    assert (entry.data["before"], entry.data["after"]) == (closer.name, other_closer.name)
    assert (entry.data["what"], entry.data["reason"]) == ("Send the layout", "Leaves")


def test_it_says_why_and_to_whom(promise, closer, other_closer, now):
    with override("en"), pytest.raises(Invalid, match=r"^Enter why you are reassigning it\.$"):
        hand_over_promises(giver=closer, receiver=other_closer, reason=" ", by=closer, at=now)
    with pytest.raises(Invalid):
        hand_over_promises(giver=closer, receiver=closer, reason="Mine", by=closer, at=now)
    promise.refresh_from_db()
    assert promise.owner == closer


def test_of_these_clients_only(promise, closer, other_closer, own_company, now):
    other = make_promise(what="Ours", owner=closer, company=own_company, due_at=now + DAY, by=closer, at=now)
    to_other = {"giver": closer, "receiver": other_closer, "reason": "Moves", "by": closer, "at": now}
    assert hand_over_promises(companies=[], **to_other) == 0
    assert hand_over_promises(companies=[own_company], **to_other) == 1
    for one_of_them, owner in ((other, other_closer), (promise, closer)):
        one_of_them.refresh_from_db()
        assert one_of_them.owner == owner
