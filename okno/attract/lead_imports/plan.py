"""What a load will do, row by row: the preview shows it, the run does it (complaint 12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from okno.attract.deals.models import Deal
from okno.attract.lead_imports.columns import settle_mapping
from okno.attract.lead_imports.companies import Companies, NewCompany, Party
from okno.attract.lead_imports.fresh import Fresh, FreshLeads
from okno.attract.lead_imports.models import ImportedAgent
from okno.attract.lead_imports.records import Record, read_records
from okno.attract.leads.models import Lead, LeadKey
from okno.ground.imports.csv_table import Table, read_table
from okno.ground.kernel.text import fold
from okno.records.clients.models import Company
from okno.team.people.models import Employee


@dataclass(frozen=True)
class History:
    """A row that becomes a lead and a deal of history."""

    record: Record
    party: Party | None


@dataclass
class Plan:
    """`agents` are the sellers of the file: the employee of ours, or None where nobody is known."""

    table: Table
    mapping: dict[str, str]
    history: list[History] = field(default_factory=list)
    fresh: list[Fresh] = field(default_factory=list)
    already: int = 0
    new_companies: list[NewCompany] = field(default_factory=list)
    agents: dict[str, Employee | None] = field(default_factory=dict)
    errors: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)

    @property
    def unknown_agents(self) -> list[str]:
        return sorted(name for name, employee in self.agents.items() if employee is None)

    @property
    def open_stages(self) -> set[str]:
        """Codes of the stages that its open deals stand in."""
        states = [row.record.state for row in self.history if row.record.state]
        return {state.stage for state in states if state.status == Deal.Status.OPEN}

    @property
    def adds_nothing(self) -> bool:
        return not self.history and not self.fresh

    def counts(self) -> dict[str, int]:
        """Return the figures that the run then writes exactly."""
        states = [row.record.state.status for row in self.history if row.record.state]
        return {
            "rows": len(self.table.rows),
            "history": len(self.history),
            "open": states.count(Deal.Status.OPEN),
            "won": states.count(Deal.Status.WON),
            "lost": states.count(Deal.Status.LOST),
            "without_company": sum(row.party is None for row in self.history),
            "fresh": sum(not row.again for row in self.fresh),
            "again": sum(row.again for row in self.fresh),
            "already": self.already,
            "companies": len(self.new_companies),
            "unknown_agents": len(self.unknown_agents),
            "warnings": len(self.warnings),
            "errors": len(self.errors),
        }


def preview(content: bytes, mapping: Mapping[str, str] | None = None) -> Plan:
    """Read the file and say what loading it now would do; nothing is changed. Invalid when it is no CSV."""
    table = read_table(content)
    settled = settle_mapping(table.columns, mapping)
    return plan_records(table, settled, list(read_records(table, settled)))


def plan_records(table: Table, mapping: dict[str, str], records: list[Record]) -> Plan:
    plan = Plan(table, mapping)
    loaded = loaded_ids(record.external_id for record in records)
    companies = Companies.of_base()
    leads = FreshLeads.of_base(companies, records)
    for record in records:
        if not record.errors and record.external_id in loaded:
            plan.already += 1
            continue
        if record.state or record.errors:
            row = History(record, None if record.errors else companies.find_or_add(record))
            if not record.errors:
                plan.history.append(row)
        else:
            leads.plan(record, plan.fresh)
        plan.errors += [(record.line, text) for text in record.errors]
        plan.warnings += [(record.line, text) for text in record.warnings]
        if not record.errors:
            loaded.add(record.external_id)
    plan.new_companies = companies.new
    plan.agents = _agents({row.record.agent for row in plan.history if row.record.agent})
    return plan


def loaded_ids(ids: Iterable[str]) -> set[str]:
    """Return those of these numbers that were loaded before, as history or as leads."""
    wanted = set(ids)
    loaded = set(Lead.objects.filter(imported=True).values_list("external_id", flat=True))
    loaded |= set(
        LeadKey.objects.filter(kind=LeadKey.Kind.ROW, lead__isnull=False).values_list("value", flat=True)
    )
    return wanted & loaded


def _agents(names: set[str]) -> dict[str, Employee | None]:
    """Return our employee for each seller's name: as mapped before, or the one who bears the name."""
    mapped = {agent.name: agent.employee for agent in ImportedAgent.objects.select_related("employee")}
    by_name: dict[str, list[Employee]] = {}
    for employee in Employee.objects.all():
        by_name.setdefault(fold(employee.name), []).append(employee)
    agents = {}
    for name in sorted(names):
        namesakes = by_name.get(fold(name), [])
        agents[name] = mapped[name] if name in mapped else namesakes[0] if len(namesakes) == 1 else None
    return agents


def company_of(party: Party | None) -> Company | None:
    """Return the company behind a row, once the new ones are made."""
    return party.made if isinstance(party, NewCompany) else party
