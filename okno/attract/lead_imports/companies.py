"""Whose row it is: a company of the base, one that an earlier row brings, or a new one."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from okno.attract.lead_imports.records import Record
from okno.ground.kernel.text import fold, sort_key
from okno.records.clients.models import Company


@dataclass
class NewCompany:
    """A company that the load will add, from the first row that names it."""

    name: str
    inn: str
    email: str
    phone: str
    data_issues: list[str]
    made: Company | None = None


Party = Company | NewCompany


def name_key(name: str) -> str:
    return sort_key(name) or fold(name)


@dataclass
class Companies:
    """What a file's rows find their companies in: by a right INN first, by the name otherwise.

    The names of a file are all that tells its companies apart, so two rows with one name are one company.
    """

    by_inn: dict[str, Party] = field(default_factory=dict)
    by_name: dict[str, Party] = field(default_factory=dict)
    inns: set[str] = field(default_factory=set)
    own_inns: set[str] = field(default_factory=set)
    new: list[NewCompany] = field(default_factory=list)

    @classmethod
    def of_base(cls) -> "Companies":
        """Return all companies of the database; of two with one name the older answers to it."""
        companies = cls()
        for company in Company.objects.order_by("pk").only("pk", "name", "inn", "sort_key", "is_own"):
            if company.inn:
                companies.inns.add(company.inn)
            if company.is_own:
                companies.own_inns.add(company.inn)
                continue
            companies.by_name.setdefault(name_key(company.name), company)
            if company.inn:
                companies.by_inn.setdefault(company.inn, company)
        return companies

    def find(self, record: Record) -> Party | None:
        if record.inn and record.inn in self.by_inn:
            return self.by_inn[record.inn]
        if record.inn and record.inn in self.own_inns:
            record.errors.append(_("the INN is our own"))
            return None
        return self.by_name.get(name_key(record.company)) if record.company and not record.inn else None

    def find_or_add(self, record: Record) -> Party | None:
        """Return the row's company; None when the row names none."""
        if party := self.find(record):
            return party
        if not record.company or record.errors:
            return None
        return self.add(record, record.company)

    def add(self, record: Record, name: str) -> NewCompany:
        inn = record.inn or record.data_issues.get("inn", "")[:12]
        inn = "" if inn in self.inns else inn
        party = NewCompany(
            name, inn, record.email, record.phone, [mark for mark in record.data_issues if mark == "inn"]
        )
        self.new.append(party)
        self.by_name.setdefault(name_key(name), party)
        if inn:
            self.inns.add(inn)
        if record.inn:
            self.by_inn[record.inn] = party
        return party
