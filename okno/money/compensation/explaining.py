"""Explanation of a payslip line by line, down to the payment, the contract and the clause (E6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okno.deliver.contracts.models import Contract
from okno.ground.ui.formatting import month_text
from okno.money.compensation.amounts import Step
from okno.money.compensation.clauses import bare, clause
from okno.money.compensation.models import EarningLine, Payslip
from okno.money.invoicing.models import Invoice
from okno.money.payments.models import Payment
from okno.team.people.models import Employee

Kind = EarningLine.Kind


@dataclass(frozen=True, slots=True)
class Link:
    """A record that a line rests on; `url` is empty when the reader may not open it."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReceivedMoney:
    """Money received: the payment, the invoice it paid, the sum and its part without VAT, in kopecks."""

    on: date
    payment: Link
    invoice: Link
    gross_minor: int
    net_minor: int


@dataclass(slots=True)
class ExplainedLine:
    """A line of a payslip as the page, the API and the command show it."""

    line: EarningLine
    title: str
    base: str
    why: str
    clause: str
    arithmetic: list[str]
    contract: Link | None = None
    invoice: Link | None = None
    receipts: list[ReceivedMoney] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind; `start` and `width` place their sum on a bar of 1000."""

    kind: str
    title: str
    lines: list[ExplainedLine]
    sum_minor: int
    hue: int = 0
    start: int = 0
    width: int = 0


class _LinkedRecords:
    """Contracts, invoices and payments that lines rest on, with links for those the reader may open."""

    def __init__(self, lines: Iterable[EarningLine], reader: Employee | None) -> None:
        wanted: dict[type[Model], set[int]] = {Contract: set(), Invoice: set(), Payment: set()}
        models = {model._meta.label_lower: model for model in wanted}
        for line in lines:
            for kind, pk in line.explanation.get("links", []):
                if kind in models:
                    wanted[models[kind]].add(pk)
        self._links: dict[tuple[type[Model], int], Link] = {}
        for model, ids in wanted.items():
            manager: Any = model._default_manager
            seen = set(manager.visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True))
            for pk, thing in manager.in_bulk(ids).items():
                self._links[model, pk] = Link(str(thing), thing.get_absolute_url() if pk in seen else "")

    def link(self, model: type[Model], pk: int | None) -> Link | None:
        return self._links.get((model, pk)) if pk else None


def explain(payslip: Payslip, reader: Employee | None) -> list[ExplainedLine]:
    """Return the lines in the order of the payslip, in a handful of queries, however many lines."""
    lines = list(
        EarningLine.objects.filter(payslip=payslip)
        .select_related("company", "component__plan")
        .order_by("pk")
    )
    records = _LinkedRecords(lines, reader)
    return [_explained(line, records) for line in lines]


def groups(lines: Sequence[ExplainedLine]) -> list[Group]:
    """Return the payable lines grouped by kind; positive sums are laid out as parts of one bar."""
    by_kind = []
    for hue, kind in enumerate(Kind):
        payable = [
            explained
            for explained in lines
            if explained.line.kind == kind and explained.line.status == "payable"
        ]
        if payable:
            sum_minor = sum(explained.line.amount_minor for explained in payable)
            by_kind.append(Group(kind.value, str(kind.label), payable, sum_minor, hue))
    whole = sum(max(0, group.sum_minor) for group in by_kind) or 1
    laid_out, passed = [], 0
    for group in by_kind:
        # Each width is the difference of two rounded sums, so that the widths add up to 1000 whatever the
        # rounding.
        start = passed * 1000 // whole
        passed += max(0, group.sum_minor)
        width = passed * 1000 // whole - start
        laid_out.append(Group(group.kind, group.title, group.lines, group.sum_minor, group.hue, start, width))
    return laid_out


def lines_of_status(lines: Sequence[ExplainedLine], status: str) -> list[ExplainedLine]:
    """Return the lines with this status."""
    return [explained for explained in lines if explained.line.status == status]


def _explained(line: EarningLine, records: _LinkedRecords) -> ExplainedLine:
    explanation = line.explanation
    title = str(line.get_kind_display())
    if line.part:
        title = _("{kind}, {part}").format(kind=title, part=line.get_part_display())
    receipts = [
        ReceivedMoney(
            on=date.fromisoformat(receipt["on"]),
            payment=records.link(Payment, receipt["payment"]) or Link(str(receipt["payment"])),
            invoice=records.link(Invoice, receipt["invoice"]) or Link(str(receipt["invoice"])),
            gross_minor=receipt["gross_minor"],
            net_minor=receipt["net_minor"],
        )
        for receipt in explanation.get("receipts", [])
    ]
    invoices = [pk for kind, pk in explanation.get("links", []) if kind == "invoicing.invoice"]
    return ExplainedLine(
        line=line,
        title=title,
        base=_base_words(line),
        why=_why(line),
        clause=clause(line.component.as_rule()) if line.component else "",
        arithmetic=[Step.from_data(step).text(bare) for step in explanation.get("arithmetic", [])],
        contract=records.link(Contract, line.contract_id),
        invoice=records.link(Invoice, invoices[0]) if invoices and line.contract_id else None,
        receipts=receipts,
    )


def _why(line: EarningLine) -> str:
    """Return the note on the line: the month it corrects, the condition it waits for, or its hold."""
    if line.corrects_month_on:
        return _("Puts right {month}: what is right now, less what was paid then.").format(
            month=month_text(line.corrects_month_on)
        )
    if line.kind == Kind.OVERPAID:
        if line.amount_minor < 0:
            return _("Paid too much in an earlier month, taken back now.")
        return _("Corrections outweigh the bonuses: base pay stays, the rest goes to the next month.")
    until = line.explanation.get("wait_until_on")
    if until:
        return _("Payable from {day}, if the fee stays as it is.").format(
            day=date_format(date.fromisoformat(until))
        )
    return str(line.get_reason_display()).capitalize() if line.reason else ""


def _base_words(line: EarningLine) -> str:
    match line.kind, line.part:
        case ((Kind.ATTRACTION | Kind.ONBOARDING), "second"):
            return _("the fees of the service months, without VAT")
        case ((Kind.ATTRACTION | Kind.ONBOARDING), _part):
            return _("the client's monthly fee without VAT")
        case Kind.UPKEEP, _part:
            return _("received from the client in the month, without VAT")
        case Kind.OWN_ADVERTISING, _part:
            return _("advertising of the month and what was carried over")
    return ""
