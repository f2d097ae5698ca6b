"""C1: what is known of a company is mended; the journal keeps what it was."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.details import PLAIN_LENGTHS, fitted, tidy
from okno.clients.duplicates import refuse_duplicate
from okno.clients.models import Company
from okno.clients.permissions import can_change_company
from okno.journal.changes import change_fields
from okno.journal.events import FieldsChanged
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee

CHECKED = ("inn", "kpp", "ogrn", "email", "phone")
FLAGS = ("is_partner", "is_supplier")


@action
def change_company(*, company: Company, by: Employee | None, at: datetime, **given: object) -> Company:
    """`given`: any of the details by their field names; those that are not named stay as they are.

    A detail that has not been touched is not checked again, so a doubtful one from a file does not bar the
    mending of another.
    """
    allow(can_change_company(by, company))
    # Locked and read anew: what another is writing at this moment is neither lost nor written over.
    company.refresh_from_db(from_queryset=Company.objects.select_for_update(no_key=True))
    fields = _fields(company, given)
    if not str(fields.get("name", company.name)):
        raise Invalid(name=_("Write the company's name."))
    refuse_duplicate(str(fields.get("inn", company.inn)), str(fields.get("kpp", company.kpp)), but=company)
    changed = sorted(name for name, value in fields.items() if value != getattr(company, name))
    if not changed:
        return company
    changes = change_fields(company, fields)
    company.marks = [mark for mark in company.marks if mark not in fields]
    company.fill_search()
    company.save(update_fields=[*changed, "marks", "sort_key"])
    record(FieldsChanged, subject=company, company=company, by=by, at=at, changes=changes, fields=changed)
    return company


def _fields(company: Company, given: dict[str, object]) -> dict[str, object]:
    if unknown := set(given) - {*CHECKED, *PLAIN_LENGTHS, *FLAGS}:
        raise ValueError(f"no such details: {sorted(unknown)}")
    touched = {name: value for name, value in given.items() if value != getattr(company, name)}
    tidied, _doubtful = tidy({name: str(touched[name]) for name in CHECKED if name in touched}, checked=True)
    plain = fitted({name: touched[name] for name in PLAIN_LENGTHS if name in touched})
    return {**plain, **tidied, **{name: touched[name] for name in FLAGS if name in touched}}
