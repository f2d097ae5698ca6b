"""Whose an entry is: a subject says it by its attribute `company`, and says so even when it is nobody's."""

from datetime import datetime

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from okno.ground.journal.events import EntryReworded, NoteWritten
from okno.ground.journal.record import company_of, record, record_each, record_for
from okno.records.clients.models import Company, NumberSeries
from okno.team.people.models import Employee
from okno.team.promises.actions.make_promise import make_promise

pytestmark = pytest.mark.django_db
# Things of the house itself. A model that concerns a client has no place here.
NOBODYS = {
    "assignment.RuleSet": "how leads are shared out",
    "catalog.Configuration": "what we sell",
    "catalog.FloorFormula": "what we sell",
    "catalog.Location": "where we sell",
    "catalog.Service": "what we sell",
    "clients.NoContact": "an address, whoever reads it",
    "compensation.Payslip": "an employee's",
    "compensation.Plan": "an employee's or a role's",
    "deals.LossReason": "a list",
    "deals.PipelineStage": "a list",
    "invoicing.BillingRun": "of all clients",
    "lead_imports.ImportedAgent": "a name of a file",
    "lead_imports.LeadsFile": "of many companies",
    "leads.QualificationQuestion": "a list",
    "payments.BankStatement": "of our own account",
    "people.Absence": "an employee's",
    "people.Employee": "an employee",
    "plans.SalesPlan": "an employee's or a team's",
    "promises.LadderSettings": "settings",
    "relations.DayClose": "an employee's day",
    "resources.Capacity": "what we have",
}


def test_what_belongs_to_nobody_is_so_on_purpose() -> None:
    models = [model for model in apps.get_models() if hasattr(model, "company")]
    assert {model._meta.label for model in models if model.company is None} == set(NOBODYS)
    keys = [model._meta.get_field("company") for model in models if "company" in _fields(model)]
    assert len(keys) > 15
    assert {key.related_model for key in keys if isinstance(key, ForeignKey)} == {Company}


def _fields(model) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def test_an_entry_stands_in_the_journal_of_its_subjects_company(
    client_company: Company, closer: Employee, now: datetime
) -> None:
    promise = make_promise(what="Call", owner=closer, due_at=now, company=client_company, by=closer, at=now)
    ours = make_promise(what="Tidy", owner=closer, due_at=now, by=closer, at=now)
    moment = {"by": closer, "at": now}
    assert record(NoteWritten, subject=promise, **moment, text="A").company == client_company
    assert record(NoteWritten, subject=ours, **moment, text="B").company is None
    assert record(NoteWritten, subject=client_company, **moment, text="C").company == client_company
    subjects = [(promise, {"text": "D"}), (closer, {"text": "E"})]
    each = record_each(NoteWritten, subjects, **moment)
    assert [entry.company for entry in each] == [client_company, None]


def test_what_is_nobodys_is_never_shown_to_a_client(closer: Employee, now: datetime) -> None:
    assert not record(EntryReworded, subject=closer, by=closer, at=now, text="A").to_client


def test_another_company_is_only_for_what_belongs_to_none(
    client_company: Company, own_company: Company, closer: Employee, now: datetime
) -> None:
    entry = record_for(client_company, EntryReworded, subject=closer, by=closer, at=now, text="A")
    assert entry.company == client_company and entry.to_client
    with pytest.raises(ValueError, match="company of its own"):
        record_for(own_company, NoteWritten, subject=client_company, by=closer, at=now, text="B")


def test_a_model_that_does_not_say_whose_it_is_is_no_subject() -> None:
    with pytest.raises(TypeError, match="does not say whose it is"):
        company_of(NumberSeries())
