"""One record of a file, read: what it says, what is doubtful, and what makes it impossible."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from okno.attract.deals.models import Deal
from okno.attract.lead_imports.stages import StagesNow, stages_now
from okno.attract.lead_imports.values import State, month_comes_first, read_date, read_source_type
from okno.attract.leads.models import SourceType
from okno.ground.imports.csv_table import Row, Table
from okno.ground.kernel.identifiers import inn_is_valid, normalise_email, normalise_phone
from okno.ground.kernel.money import parse_minor

LENGTHS = {"external_id": 60, "company": 300, "contact": 200, "title": 300, "agent": 200, "campaign": 100}


@dataclass
class Record:
    """A row in our words. `errors` keep it out, `warnings` do not; `state` is None for a fresh lead."""

    line: int
    external_id: str = ""
    company: str = ""
    inn: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    title: str = ""
    need: str = ""
    agent: str = ""
    campaign: str = ""
    source_type: str = SourceType.NET.value
    state: State | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    value_minor: int | None = None
    data_issues: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_records(table: Table, mapping: Mapping[str, str]) -> Iterator[Record]:
    """Yield each row of the table by the mapping (column → field)."""
    places = {name: table.columns.index(column) for column, name in mapping.items()}
    dated = [places[name] for name in ("opened_on", "closed_on") if name in places]
    month_first = month_comes_first(row.cells[place] for row in table.rows for place in dated)
    stages = stages_now() if "stage" in places else None
    for row in table.rows:
        cells = {name: row.cells[place] for name, place in places.items()}
        record = _read(row, cells, month_first)
        if row.line in table.uneven:
            record.errors.append(
                _("more cells than the heading: {count}").format(count=table.uneven[row.line])
            )
        if stages:
            _check_history(record, cells["stage"], stages)
        elif not (record.company or record.contact or record.email or record.phone):
            record.errors.append(_("neither a company nor a contact"))
        yield record


def _read(row: Row, cells: Mapping[str, str], month_first: bool) -> Record:
    record = Record(line=row.line)
    for name in ("external_id", "company", "contact", "title", "need", "agent", "campaign"):
        text = cells.get(name, "")
        text = text if name == "need" else " ".join(text.split())
        if len(text) > LENGTHS.get(name, len(text)):
            record.errors.append(
                _("longer than {most} characters: {text}…").format(most=LENGTHS[name], text=text[:40])
            )
        setattr(record, name, text)
    _read_contacts(record, cells)
    for name in ("opened_on", "closed_on"):
        if text := cells.get(name, ""):
            setattr(record, name, on := read_date(text, month_first))
            if on is None:
                record.errors.append(_("not a date: {text}").format(text=text[:40]))
    if text := cells.get("value", ""):
        try:
            record.value_minor = parse_minor(text)
        except ValueError:
            record.errors.append(_("not a sum: {text}").format(text=text[:40]))
    if text := cells.get("source_type", ""):
        record.source_type = read_source_type(text) or record.source_type
        if read_source_type(text) is None:
            record.errors.append(_("not a nature of a lead: {text}").format(text=text[:40]))
    record.external_id = record.external_id or _digest(cells)
    return record


def _read_contacts(record: Record, cells: Mapping[str, str]) -> None:
    inn = "".join(cells.get("inn", "").split())
    email, phone = cells.get("email", ""), cells.get("phone", "")
    record.email, record.phone = normalise_email(email), normalise_phone(phone)
    record.inn = inn if inn_is_valid(inn) else ""
    for name, text, read in (
        ("inn", inn, record.inn),
        ("email", email, record.email),
        ("phone", phone, record.phone),
    ):
        if text and not read:
            record.data_issues[name] = text[:254]
            record.warnings.append(_("doubtful, kept as it is: {text}").format(text=text[:40]))


def _check_history(record: Record, stage: str, stages: StagesNow) -> None:
    record.state = stages.state_of(stage)
    if record.state is None:
        record.errors.append(_("no such stage: {text}").format(text=stage[:40] or "—"))
        return
    if record.state.status == Deal.Status.OPEN:
        record.closed_on = None
        _into_use(record, record.state, stages)
    elif record.closed_on is None and not record.errors:
        record.errors.append(_("closed, but the day is not told"))
    elif record.opened_on and record.closed_on and record.closed_on < record.opened_on:
        record.warnings.append(
            _("closed on {closed} before it began on {opened}: taken as it is").format(
                closed=record.closed_on.isoformat(), opened=record.opened_on.isoformat()
            )
        )


def _into_use(record: Record, state: State, stages: StagesNow) -> None:
    """Move an open deal out of a removed stage: nobody would see it on the board."""
    if (to := stages.instead.get(state.stage)) is None:
        return
    record.state = State(state.status, to)
    names = {"removed": stages.words[state.stage], "stage": stages.words[to]}
    record.warnings.append(_("the stage «{removed}» is removed: goes to «{stage}»").format(**names))


def _digest(cells: Mapping[str, str]) -> str:
    """Return a number for a row that has none: the same row gives the same number, so that it loads once."""
    content = "\0".join(f"{name}={cells[name]}" for name in sorted(cells))
    return f"row-{hashlib.sha256(content.encode()).hexdigest()[:40]}"
