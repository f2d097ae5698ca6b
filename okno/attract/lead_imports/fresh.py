"""Rows that are leads of today, not history: each is new, or comes again (complaint 10)."""

from dataclasses import dataclass, field

from okno.attract.lead_imports.companies import Companies, Party
from okno.attract.lead_imports.records import Record
from okno.attract.leads.keys import Key, company_key, keys_of
from okno.attract.leads.models import Lead, LeadKey
from okno.records.clients.models import Company, Contact


@dataclass
class Fresh:
    """`lead` is the known one; `first` the earlier row of this file that is the same lead."""

    record: Record
    party: Party | None
    lead: Lead | None = None
    first: "Fresh | None" = None
    made: Lead | None = None

    @property
    def again(self) -> bool:
        return bool(self.lead or self.first)


def row_keys(record: Record) -> list[Key]:
    return keys_of(email=record.email, phone=record.phone, inn=record.inn)


@dataclass
class FreshLeads:
    """What tells a row's lead: the keys of leads in work, the companies' contacts, the rows before it."""

    companies: Companies
    leads: dict[Key, Lead] = field(default_factory=dict)
    contacts: dict[Key, Company] = field(default_factory=dict)
    rows: dict[Key, Fresh] = field(default_factory=dict)
    of_party: dict[object, Fresh] = field(default_factory=dict)

    @classmethod
    def of_base(cls, companies: Companies, records: list[Record]) -> "FreshLeads":
        fresh = cls(companies)
        if all(record.state for record in records):
            return fresh
        for row in LeadKey.objects.filter(lead__isnull=False).select_related("lead"):
            if row.lead:
                fresh.leads[Key(row.kind, row.value)] = row.lead
        others = Company.objects.filter(is_own=False).order_by("pk")
        for company in others:
            for key in keys_of(email=company.email, phone=company.phone):
                fresh.contacts.setdefault(key, company)
        for contact in (
            Contact.objects.filter(company__is_own=False).order_by("company_id").select_related("company")
        ):
            for key in keys_of(email=contact.email, phone=contact.phone):
                fresh.contacts.setdefault(key, contact.company)
        return fresh

    def plan(self, record: Record, into: list[Fresh]) -> None:
        """Add what becomes of this row; a row with an error adds nothing."""
        keys = row_keys(record)
        fresh = Fresh(record, None)
        fresh.lead, fresh.first = self._by_keys(keys)
        if not fresh.again:
            fresh.party = self._party(record, keys)
            if record.errors:
                return
            if isinstance(fresh.party, Company):
                fresh.lead = self.leads.get(company_key(fresh.party))
            fresh.first = None if fresh.lead else self.of_party.get(_mark(fresh.party))
        if not fresh.again:
            fresh.party = fresh.party or self.companies.add(record, named(record))
            self.of_party[_mark(fresh.party)] = fresh
        for key in keys:
            if key not in self.leads:
                self.rows.setdefault(key, fresh.first or fresh)
        into.append(fresh)

    def _by_keys(self, keys: list[Key]) -> tuple[Lead | None, Fresh | None]:
        """Return the lead in work, or the earlier row, that has one of the keys; the oldest of several."""
        if leads := [self.leads[key] for key in keys if key in self.leads]:
            return min(leads, key=lambda lead: lead.pk), None
        rows = [self.rows[key] for key in keys if key in self.rows]
        if not rows:
            return None, None
        first = min(rows, key=lambda row: row.record.line)
        return (first.lead, None) if first.lead else (None, first)

    def _party(self, record: Record, keys: list[Key]) -> Party | None:
        """Return the company by INN, then by e-mail or phone; the name decides only where there is nothing
        else.
        """
        if keys or record.data_issues:
            by_inn = self.companies.find(record) if record.inn else None
            return by_inn or next((self.contacts[key] for key in keys if key in self.contacts), None)
        return self.companies.find(record)


def named(record: Record) -> str:
    """Return the company's name; where the row has none, the person's name or contact."""
    return record.company or record.contact or record.email or record.phone or "—"


def _mark(party: Party | None) -> object:
    """Return one mark for one company, however often it was read."""
    return party.pk if isinstance(party, Company) else id(party)
