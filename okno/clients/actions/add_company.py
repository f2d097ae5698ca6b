"""C1: a company enters the house."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.clients.details import fitted, tidy
from okno.clients.duplicates import refuse_duplicate
from okno.clients.events import CompanyAdded
from okno.clients.models import Company
from okno.clients.permissions import can_add_company
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee


@action
def add_company(
    *,
    name: str,
    legal_name: str = "",
    inn: str = "",
    kpp: str = "",
    ogrn: str = "",
    address: str = "",
    site: str = "",
    email: str = "",
    phone: str = "",
    is_own: bool = False,
    is_partner: bool = False,
    is_supplier: bool = False,
    vat_regime: str = "",
    checked: bool = True,
    by: Employee | None,
    at: datetime,
) -> Company:
    """By hand (`checked`) a wrong check digit is Invalid; from a bank or a file it is taken and marked.

    Raises AlreadyHere (an Invalid that knows the company) when the INN is in the base; another KPP of the
    same INN is a branch and may be added.
    """
    allow(can_add_company(by, is_own=is_own))
    if not name.strip():
        raise Invalid(name=_("Write the company's name."))
    details = {"inn": inn, "kpp": kpp, "ogrn": ogrn, "email": email, "phone": phone}
    tidied, doubtful = tidy(details, checked=checked)
    if is_own and (not tidied["inn"] or not vat_regime):
        raise Invalid(vat_regime=_("Our own legal entity needs an INN and a VAT regime."))
    refuse_duplicate(tidied["inn"], tidied["kpp"])
    words = {"name": name, "legal_name": legal_name, "address": address, "site": site}
    flags = {"is_own": is_own, "is_partner": is_partner, "is_supplier": is_supplier}
    plain = fitted(words) | flags | {"vat_regime": vat_regime}
    company = Company(**plain, **tidied, marks=doubtful, created_at=at)
    company.fill_search()
    company.save()
    record(CompanyAdded, subject=company, company=company, by=by, at=at, name=company.name)
    return company
