"""Change the details of a company; the journal keeps the former ones (C1)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.changes import change_fields, changed_names
from okno.ground.journal.events import FieldsChanged
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.records.clients.details import PLAIN_LENGTHS, fitted, tidy
from okno.records.clients.duplicates import refuse_duplicate
from okno.records.clients.models import Company
from okno.records.clients.permissions import can_change_company

CHECKED = ("inn", "kpp", "ogrn", "email", "phone")
FLAGS = ("is_partner", "is_supplier")


@action
def change_company(*, company: Company, by: Actor, at: datetime, **details: object) -> Company:
    """Change the details given by field name and return the company; others stay as they are.

    A detail that is not changed is not checked again, so a doubtful one from a file does not prevent the
    correction of another. Raises Invalid for wrong details, AlreadyHere for another company's INN.
    """
    allow(can_change_company(by, company))
    # Locked and read anew: what another is writing at this moment is neither lost nor written over.
    company.refresh_from_db(from_queryset=Company.objects.select_for_update(no_key=True))
    fields = _fields(company, details)
    if not str(fields.get("name", company.name)):
        raise Invalid(name=_("Write the company's name."))
    refuse_duplicate(str(fields.get("inn", company.inn)), str(fields.get("kpp", company.kpp)), but=company)
    changes = change_fields(company, dict(sorted(fields.items())))
    if not changes:
        return company
    company.data_issues = [mark for mark in company.data_issues if mark not in fields]
    company.fill_search()
    company.save(update_fields=[*changed_names(changes), "data_issues", "sort_key"])
    record(FieldsChanged, subject=company, by=by, at=at, changes=changes)
    return company


def _fields(company: Company, details: dict[str, object]) -> dict[str, object]:
    """Return the changed details in their normal form; raise ValueError for an unknown name."""
    if unknown := set(details) - {*CHECKED, *PLAIN_LENGTHS, *FLAGS}:
        raise ValueError(f"no such details: {sorted(unknown)}")
    touched = {name: value for name, value in details.items() if value != getattr(company, name)}
    tidied, _doubtful = tidy({name: str(touched[name]) for name in CHECKED if name in touched}, checked=True)
    plain = fitted({name: touched[name] for name in PLAIN_LENGTHS if name in touched})
    return {**plain, **tidied, **{name: touched[name] for name in FLAGS if name in touched}}
