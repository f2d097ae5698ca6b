"""`okno import leads FILE.csv`: what the load will do, or the load itself."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from okno.attract.lead_imports.actions.import_leads import import_leads
from okno.attract.lead_imports.columns import guess_mapping
from okno.attract.lead_imports.plan import Plan, preview
from okno.ground.imports.csv_table import read_table
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.errors import Invalid
from okno.ground.ui.commands import OknoCommand

SHOWN = 10


class LeadsImport:
    name = "leads"
    help = "Leads and history from a CSV file: rows with a stage become history, others new leads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV file with a heading")
        parser.add_argument(
            "--mapping",
            nargs="*",
            default=[],
            metavar="COLUMN=FIELD",
            help="what a column holds; added to what the heading tells, COLUMN= leaves it out",
        )
        parser.add_argument(
            "--preview", action="store_true", help="say what the load would do, change nothing"
        )

    def handle(self, command: OknoCommand, options: dict[str, Any]) -> None:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}", returncode=2) from error
        mapping = _mapping(content, options["mapping"])
        if options["preview"]:
            plan = preview(content, mapping)
        else:
            plan = import_leads(
                content=content, name=path.name, mapping=mapping, by=CONSOLE, at=timezone.now()
            )
        command.answer(as_data(plan), _words(plan))


def as_data(plan: Plan) -> dict[str, Any]:
    """Return the plan as data: counts, and what a person has to look at, by line."""
    return {
        **plan.counts(),
        "mapping": plan.mapping,
        "encoding": plan.table.encoding,
        "delimiter": plan.table.delimiter,
        "unknown_agent_names": plan.unknown_agents,
        "company_names": [party.name for party in plan.new_companies],
        "error_lines": [{"line": line, "problem": problem} for line, problem in plan.errors],
        "warning_lines": [{"line": line, "problem": problem} for line, problem in plan.warnings],
    }


def _mapping(content: bytes, pairs: list[str]) -> dict[str, str] | None:
    if not pairs:
        return None
    mapping = guess_mapping(read_table(content).columns)
    for pair in pairs:
        column, sign, name = pair.partition("=")
        if not sign:
            raise Invalid(mapping=_("Write COLUMN=FIELD, not «{pair}».").format(pair=pair))
        # A field that a person gives to a column is taken from where the heading seemed to say it.
        mapping = {heading: field for heading, field in mapping.items() if field != name}
        mapping[column] = name
    return mapping


def _words(plan: Plan) -> str:
    counts = plan.counts()
    lines = [
        _("Rows: {rows}. History: {history} (open {open}, won {won}, lost {lost}).").format(**counts),
        _("New leads: {fresh}, came again: {again}, there already: {already}.").format(**counts),
        _("New companies: {companies}, rows without a company: {without_company}.").format(**counts),
    ]
    if plan.unknown_agents:
        lines.append(_("Sellers not known here: {names}.").format(names=", ".join(plan.unknown_agents)))
    lines += _by_line(_("Warnings: {count}").format(count=len(plan.warnings)), plan.warnings)
    lines += _by_line(_("Errors: {count}").format(count=len(plan.errors)), plan.errors)
    return "\n".join(lines)


def _by_line(title: str, problems: list[tuple[int, str]]) -> list[str]:
    if not problems:
        return []
    lines = [
        _("line {line}: {problem}").format(line=line, problem=problem) for line, problem in problems[:SHOWN]
    ]
    return [title, *(f"  {line}" for line in lines), *(["  …"] if len(problems) > SHOWN else [])]
