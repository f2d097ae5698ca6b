from datetime import date

import pytest
from django.db import IntegrityError, transaction

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.records.catalog.actions.set_cost import set_cost
from okno.records.catalog.floors import cost_parts
from okno.records.catalog.models import CostItem
from okno.records.catalog.tests.cast import a_configuration, floor_on

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def test_the_former_cost_ends_the_day_before(owner, now):
    server = a_configuration(outlay_minor=0)
    rent = {"configuration": server, "name": "Hardware rent", "kind": "monthly", "by": owner, "at": now}
    set_cost(amount_minor=700_000, starts_on=date(2026, 11, 1), **rent)
    rows = server.costs.order_by("starts_on").values_list("amount_minor", "starts_on", "ends_on")
    assert list(rows) == [
        (600_000, date(2025, 1, 1), date(2026, 10, 31)),
        (700_000, date(2026, 11, 1), None),
    ]
    assert [part.amount_minor for part in cost_parts(server, date(2026, 10, 31))] == [600_000]
    assert [part.amount_minor for part in cost_parts(server, date(2026, 11, 1))] == [700_000]


@pytest.mark.parametrize("starts_on", [date(2024, 12, 31), date(2025, 1, 1)])
def test_dated_rows_never_overlap(owner, now, starts_on):
    server = a_configuration()
    with pytest.raises(Invalid) as error:
        set_cost(
            configuration=server,
            name="Hardware rent",
            kind="monthly",
            amount_minor=1,
            starts_on=starts_on,
            by=owner,
            at=now,
        )
    assert "starts_on" in error.value.fields
    assert server.costs.filter(name="Hardware rent").count() == 1


def test_the_database_keeps_one_open_cost_of_a_name(owner, now):
    server = a_configuration()
    with pytest.raises(IntegrityError), transaction.atomic():
        CostItem.objects.create(
            configuration=server,
            name="Hardware rent",
            kind="monthly",
            amount_minor=1,
            starts_on=date(2026, 1, 1),
        )


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"amount_minor": -1}, "amount_minor"),
        ({"kind": "yearly"}, "kind"),
        ({"kind": "outlay"}, "payback_months"),
        ({"payback_months": 12}, "payback_months"),
    ],
)
def test_what_makes_no_sense_is_told_by_its_field(owner, now, changed, field):
    given = {"name": "Power", "kind": "monthly", "amount_minor": 100, "starts_on": date(2026, 1, 1)}
    with pytest.raises(Invalid) as error:
        set_cost(configuration=a_configuration(), by=owner, at=now, **{**given, **changed})
    assert field in error.value.fields


def test_costs_are_for_heads_and_the_journal_names_no_amount(head, closer, now):
    server = a_configuration()
    given = {"configuration": server, "name": "Power", "kind": "monthly", "amount_minor": 123_456}
    with pytest.raises(Forbidden):
        set_cost(**given, starts_on=date(2026, 1, 1), by=closer, at=now)
    set_cost(**given, starts_on=date(2026, 1, 1), by=head, at=now)
    entry = Entry.objects.filter(kind="catalog.cost_set").latest("pk")
    assert "123456" not in str(entry.data)
    assert not CostItem.objects.visible_to(closer).exists()
    assert CostItem.objects.visible_to(head).exists()


def test_without_a_cost_in_force_the_floor_is_unknown(now):
    nothing = a_configuration(cost_minor=None)
    assert cost_parts(nothing, date(2026, 10, 12)) is None
    assert floor_on(nothing, date(2026, 10, 12)) is None
    later = a_configuration(code="server-2")
    assert floor_on(later, date(2024, 12, 31)) is None
