"""Guard 5: capacity is never sold twice."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Conflict, Forbidden, Guard, Invalid, Refused
from okno.records.catalog.tests.cast import a_configuration
from okno.records.resources.actions.free_hold import free_hold
from okno.records.resources.actions.hold_capacity import hold_capacity
from okno.records.resources.actions.take_hold import take_hold
from okno.records.resources.models import Capacity, Hold
from okno.records.resources.tests.cast import a_place
from okno.records.resources.tests.racing import race_processes, shared_base

pytestmark = pytest.mark.both_engines

UNTIL_ON = date(2026, 10, 26)


def hold(place, holder, now, units=1, by=CONSOLE, **given):
    given = {"kind": "server", "until_on": UNTIL_ON, "company": None, **given}
    return hold_capacity(holder=holder, location=place, units=units, by=by, at=now, **given)


def counters():
    return Capacity.objects.values_list("total", "held", "taken").get()


@pytest.mark.django_db
def test_held_units_are_not_free(now):
    place = a_place(capacity=3)
    made = hold(place, a_configuration(), now, units=2)
    assert (made.status, made.until_on) == ("held", UNTIL_ON)
    assert counters() == (3, 2, 0)


@pytest.mark.django_db
def test_the_last_free_unit_is_held(now):
    place = a_place(capacity=3)
    hold(place, a_configuration(code="a"), now, units=2)
    hold(place, a_configuration(code="b"), now, units=1)
    assert counters() == (3, 3, 0)


@pytest.mark.django_db
def test_the_clients_journal_says_what_is_held(client_company, now):
    hold(a_place(), a_configuration(), now, units=2, company=client_company)
    entry = Entry.objects.get(kind="resources.capacity_held")
    assert (entry.company, entry.data["units"], entry.data["until_on"]) == (client_company, 2, "2026-10-26")


@pytest.mark.django_db
def test_more_than_is_free_is_refused_and_nothing_is_held(now):
    place = a_place(capacity=3)
    hold(place, a_configuration(code="a"), now, units=2)
    with pytest.raises(Refused) as refusal:
        hold(place, a_configuration(code="b"), now, units=2)
    assert refusal.value.guard == Guard.CAPACITY
    assert counters() == (3, 2, 0)
    assert Hold.objects.count() == 1


@pytest.mark.django_db
def test_what_is_not_counted_is_not_there(now):
    with pytest.raises(Refused):
        hold(a_place(capacity=None), a_configuration(), now)


@pytest.mark.django_db
def test_one_live_hold_for_a_holder(now):
    place, server = a_place(), a_configuration()
    hold(place, server, now)
    with pytest.raises(Conflict):
        hold(place, server, now)
    assert counters() == (10, 1, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("given", [{"units": 0}, {"until_on": date(2026, 10, 11)}])
def test_nonsense_is_not_held(now, given):
    with pytest.raises(Invalid):
        hold(a_place(), a_configuration(), now, **given)


@pytest.mark.django_db
def test_who_has_nothing_to_do_with_offers_holds_nothing(now, marketer):
    with pytest.raises(Forbidden):
        hold(a_place(), a_configuration(), now, by=marketer)


@pytest.mark.django_db
def test_the_constraint_stands_behind_the_action(now):
    a_place(capacity=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Capacity.objects.update(held=1, taken=1)


def race(*doers):
    """Run each in a thread and connection of its own, all at once; what each returned or raised."""
    start, results = threading.Barrier(len(doers)), [None] * len(doers)

    def run(place, do):
        start.wait()
        try:
            results[place] = do()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(doers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_two_processes_after_the_last_unit_sell_it_once(tmp_path):
    place = a_place(capacity=1)
    holders = [a_configuration(code=f"server-{number}") for number in range(3)]
    with shared_base(tmp_path) as (url, ask):
        wishes = [(place.pk, holder.pk) for holder in holders]
        said = race_processes(url, "okno.records.resources.tests.grab", *wishes)
        assert sorted(said) == ["held", "refused", "refused"]
        assert ask("SELECT total, held, taken FROM resources_capacity") == [(1, 1, 0)]
        assert ask("SELECT count(*) FROM resources_hold") == [(1,)]


def on_postgres():
    """SQLite in memory is shared by the threads of one process with locks of another kind."""
    if connection.vendor != "postgresql":
        pytest.skip("threads race on PostgreSQL")


@pytest.mark.django_db(transaction=True)
def test_of_many_after_the_last_unit_one_gets_it(now):
    on_postgres()
    place = a_place(capacity=1)
    holders = [a_configuration(code=f"server-{number}") for number in range(6)]
    results = race(*[lambda holder=holder: hold(place, holder, now) for holder in holders])
    assert sum(isinstance(one, Hold) for one in results) == 1, results
    assert sum(isinstance(one, Refused) for one in results) == 5, results
    assert counters() == (1, 1, 0)


@pytest.mark.django_db(transaction=True)
def test_a_hold_taken_and_freed_at_once_ends_in_one_way(now, closer):
    on_postgres()
    made = hold(a_place(capacity=1), a_configuration(), now)
    results = race(
        lambda: free_hold(hold=Hold.objects.get(pk=made.pk), by=closer, at=now),
        lambda: free_hold(hold=Hold.objects.get(pk=made.pk), by=closer, at=now),
        lambda: take_hold(hold=Hold.objects.get(pk=made.pk), by=closer, at=now),
    )
    assert not any(isinstance(one, IntegrityError) for one in results), results
    live = Hold.objects.live()
    taken = sum(one.units for one in live.filter(status="taken"))
    assert counters() == (1, 0, taken)
    assert live.count() <= 1
