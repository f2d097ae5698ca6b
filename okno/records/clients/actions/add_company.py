"""Add a company (C1)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.records.clients.details import fitted, tidy
from okno.records.clients.duplicates import refuse_duplicate
from okno.records.clients.events import CompanyAdded
from okno.records.clients.models import Company
from okno.records.clients.permissions import can_add_company


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
    by: Actor,
    at: datetime,
) -> Company:
    """Add the company and return it.

    With `checked`, for details typed by hand, a wrong check digit raises Invalid; from a bank or a file
    (`checked=False`) it is taken and marked. Raises AlreadyHere (an Invalid that carries the company) when
    the INN is in the base; another KPP of the same INN is a branch and may be added.
    """
    allow(can_add_company(by, is_own=is_own))
    if not name.strip():
        raise Invalid(name=_("Write the company's name."))
    details = {"inn": inn, "kpp": kpp, "ogrn": ogrn, "email": email, "phone": phone}
    tidied, doubtful = tidy(details, checked=checked)
    if is_own and (not tidied["inn"] or not vat_regime):
        raise Invalid(vat_regime=_("Our own legal entity needs an INN and a VAT regime."))
    refuse_duplicate(tidied["inn"], tidied["kpp"])
    texts = {"name": name, "legal_name": legal_name, "address": address, "site": site}
    flags = {"is_own": is_own, "is_partner": is_partner, "is_supplier": is_supplier}
    plain = fitted(texts) | flags | {"vat_regime": vat_regime}
    company = Company(**plain, **tidied, data_issues=doubtful, created_at=at)
    company.fill_search()
    company.save()
    record(CompanyAdded, subject=company, by=by, at=at, name=company.name)
    return company
