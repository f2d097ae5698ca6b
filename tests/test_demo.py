"""The demo company: of one day always the same, whole, and with every guard kept."""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, models, transaction
from django.utils.translation import override

from okno.attract.assignment.models import RuleSet
from okno.attract.deals.models import Deal, DealHandover, PipelineStage
from okno.attract.leads.models import Lead
from okno.attract.leads.throttle import quarantined_leads
from okno.attract.quotes.models import Feasibility, Quote
from okno.deliver.contracts.models import Contract
from okno.deliver.delivery.models import Order
from okno.ground.journal.models import Entry
from okno.ground.journal.record import company_of
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.dates import month_of
from okno.money.compensation.drafting import draft, open_book
from okno.money.compensation.models import Payslip
from okno.money.invoicing.models import Invoice
from okno.money.plans.models import ForecastSnapshot, SalesPlan
from okno.records.clients.models import Company
from okno.team.approvals.models import Approval
from okno.team.people.models import Employee
from okno.team.promises.models import Promise
from okno.top.config.floors import ROOMS
from okno.top.demo.company import found_company
from okno.top.tools.invariants import breaches
from tests.turns import in_turn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ON = date(2026, 11, 20)
# Drawn by chance on purpose: nobody guesses a link, a password or a token.
SECRET = {"token", "password", "digest", "prefix", "date_joined"}


def load() -> None:
    """What `okno demo --on 2026-11-20` does, inside the test's transaction."""
    with override("ru"):
        found_company(at_hour(ON, 14))


def rows() -> Iterator[str]:
    """Every row of every room in the order it was made: names, numbers, sums and dates."""
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            names = [one.attname for one in model._meta.concrete_fields if _counts(one)]
            for row in model._default_manager.order_by("pk").values_list(*names):
                yield f"{model._meta.label} {row!r}"


def _counts(field: models.Field) -> bool:  # type: ignore[type-arg]
    """Keys are the base's own; a digest of a file has the day's hour in it."""
    return not (
        field.primary_key or field.is_relation or field.attname in SECRET or field.attname.endswith("_id")
    )


def test_the_same_day_gives_the_same_working_company() -> None:
    before: list[str] = []
    # The story is the same on every engine: to tell it twice on one of them, at every third turn, is enough.
    if connection.vendor == "sqlite" and in_turn([True]):
        with transaction.atomic():
            load()
            before = list(rows())
            transaction.set_rollback(True)
    load()
    now = list(rows())
    different = [pair for pair in zip(before, now, strict=False) if pair[0] != pair[1]]
    assert different[:3] == []
    assert len(now) > 5000 and len(before) in (0, len(now))
    at = at_hour(ON, 14)
    assert breaches() == []
    assert 10 <= Employee.objects.count() <= 15
    assert 55 <= Company.objects.clients().count() <= 65
    assert Approval.objects.waiting().exists(), "quotes wait for an approval"
    assert Feasibility.objects.waiting().exists(), "engineers are asked"
    assert Order.objects.late(ON).exists(), "an order is at risk"
    assert Invoice.objects.overdue(ON).exists(), "debts"
    assert Promise.objects.overdue(at).exists(), "slipped promises"
    assert Quote.objects.filter(status="sent").exists(), "clients think"
    assert Payslip.objects.locked().exists() and Payslip.objects.filter(status="open").exists()
    _selling_goes_on()
    _entries_stand_with_their_subjects()
    _a_payslip_of_one_is_as_of_everybody()
    first = Contract.objects.order_by("signed_on").values_list("signed_on", flat=True).first()
    assert first is not None and (ON - first).days > 400, "a long history"
    with pytest.raises(CommandError, match="already"):
        call_command("demo", stdout=StringIO(), stderr=StringIO())


def _entries_stand_with_their_subjects() -> None:
    """Each entry of the story stands in the journal of its subject's company, or in nobody's."""
    kinds = set(Entry.objects.values_list("subject_kind", flat=True)) - {"kernel.guard"}
    assert len(kinds) > 15
    for kind in kinds:
        subjects = apps.get_model(kind)._default_manager.in_bulk()
        for pk, company in Entry.objects.filter(subject_kind=kind).values_list("subject_id", "company_id"):
            own = company_of(subjects[pk])
            assert company == (own and own.pk), (kind, pk)


def _selling_goes_on() -> None:
    """Each page of selling has something to show."""
    stages = set(PipelineStage.objects.in_use().values_list("code", flat=True))
    open_deals = Deal.objects.open()
    assert set(open_deals.values_list("stage", flat=True)) == stages, "open deals stand in each stage"
    assert open_deals.filter(is_committed=True).exists() and open_deals.filter(expected_on__gt=ON).exists()
    lost = Deal.objects.filter(status="lost")
    assert lost.filter(stage__kind="documents").exists() and lost.exclude(stage__kind="documents").exists()
    assert lost.filter(loss_reason__asks_competitor=True).exclude(competitor="").exists()
    assert set(DealHandover.objects.values_list("status", flat=True)) >= {"accepted", "returned"}
    assert RuleSet.objects.acting() is not None, "leads go by rules"
    assert Lead.objects.filter(assignment_rule="specialised").exists()
    assert Lead.objects.filter(answered_at__isnull=False).exists()
    assert not quarantined_leads().exists(), "a demo floods nobody"
    plans = SalesPlan.objects.filter(replaced_at__isnull=True, starts_on=ON.replace(day=1))
    assert {(one.employee_id is not None, one.team_of_id is not None) for one in plans} >= {(True, False)}
    assert ForecastSnapshot.objects.values("taken_on").distinct().count() > 20, "what was thought day by day"


def _a_payslip_of_one_is_as_of_everybody() -> None:
    """Drafted from the clients of one employee, a month is what it is from all clients."""
    people = list(Employee.objects.order_by("pk"))
    lines = 0
    for month_on in (date(2026, 7, 1), date(2026, 10, 1), date(2026, 11, 1)):
        book = open_book(month_of(month_on))
        for employee in people:
            whole, own = draft(book, employee), draft(open_book(month_of(month_on), [employee.pk]), employee)
            assert own == whole, (month_on, employee)
            lines += len(own.lines)
    assert lines > 100
