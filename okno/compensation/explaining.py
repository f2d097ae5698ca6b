"""A payslip told to a person, line by line: down to the payment, the contract and the clause (E6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okno.billing.models import Invoice, Payment
from okno.compensation.amounts import Step
from okno.compensation.clauses import bare, clause
from okno.compensation.models import EarningLine, Payslip
from okno.contracts.models import Contract
from okno.people.models import Employee
from okno.ui.wording import month_text

Kind = EarningLine.Kind


@dataclass(frozen=True, slots=True)
class Link:
    """What a line stands on; `url` is empty when the reader may not open it."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """Money that came in: the payment, the invoice it was for, how much, how much of it without VAT."""

    on: date
    payment: Link
    invoice: Link
    gross_minor: int
    net_minor: int


@dataclass(slots=True)
class ShownLine:
    line: EarningLine
    title: str
    base: str
    why: str
    clause: str
    arithmetic: list[str]
    contract: Link | None = None
    invoice: Link | None = None
    came: list[Came] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind: a part of the whole, in kopecks and from `start` to `start + width` of 1000."""

    kind: str
    title: str
    lines: list[ShownLine]
    sum_minor: int
    hue: int = 0
    start: int = 0
    width: int = 0


class _Things:
    """Contracts, invoices and payments that lines stand on, three queries; and which the reader may open."""

    def __init__(self, lines: Iterable[EarningLine], reader: Employee | None) -> None:
        wanted: dict[type[Model], set[int]] = {Contract: set(), Invoice: set(), Payment: set()}
        models = {model._meta.label_lower: model for model in wanted}
        for line in lines:
            for kind, pk in line.explanation.get("links", []):
                if kind in models:
                    wanted[models[kind]].add(pk)
        self._links: dict[tuple[type[Model], int], Link] = {}
        for model, ids in wanted.items():
            known: Any = model._default_manager
            seen = set(known.visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True))
            for pk, thing in known.in_bulk(ids).items():
                self._links[model, pk] = Link(str(thing), thing.get_absolute_url() if pk in seen else "")

    def link(self, model: type[Model], pk: int | None) -> Link | None:
        return self._links.get((model, pk)) if pk else None


def explain(payslip: Payslip, reader: Employee | None) -> list[ShownLine]:
    """Every line in the order of the payslip; a handful of queries, however many lines."""
    lines = list(
        EarningLine.objects.filter(payslip=payslip)
        .select_related("company", "component__plan")
        .order_by("pk")
    )
    things = _Things(lines, reader)
    return [_shown(line, things) for line in lines]


def groups(shown: Sequence[ShownLine]) -> list[Group]:
    """Payable lines by kind; what adds is laid out as parts of one whole."""
    found = []
    for hue, kind in enumerate(Kind):
        lines = [one for one in shown if one.line.kind == kind and one.line.status == "payable"]
        if lines:
            sum_minor = sum(one.line.amount_minor for one in lines)
            found.append(Group(kind.value, str(kind.label), lines, sum_minor, hue))
    whole = sum(max(0, one.sum_minor) for one in found) or 1
    laid_out, passed = [], 0
    for one in found:
        start = passed * 1000 // whole
        passed += max(0, one.sum_minor)
        width = passed * 1000 // whole - start
        laid_out.append(Group(one.kind, one.title, one.lines, one.sum_minor, one.hue, start, width))
    return laid_out


def of_status(shown: Sequence[ShownLine], status: str) -> list[ShownLine]:
    return [one for one in shown if one.line.status == status]


def _shown(line: EarningLine, things: _Things) -> ShownLine:
    told = line.explanation
    title = str(line.get_kind_display())
    if line.part:
        title = _("{kind}, {part}").format(kind=title, part=line.get_part_display())
    came = [
        Came(
            on=date.fromisoformat(one["on"]),
            payment=things.link(Payment, one["payment"]) or Link(str(one["payment"])),
            invoice=things.link(Invoice, one["invoice"]) or Link(str(one["invoice"])),
            gross_minor=one["gross_minor"],
            net_minor=one["net_minor"],
        )
        for one in told.get("receipts", [])
    ]
    invoices = [pk for kind, pk in told.get("links", []) if kind == "billing.invoice"]
    return ShownLine(
        line=line,
        title=title,
        base=_base_words(line),
        why=_why(line),
        clause=clause(line.component.as_rule()) if line.component else "",
        arithmetic=[Step.from_data(step).text(bare) for step in told.get("arithmetic", [])],
        contract=things.link(Contract, line.contract_id),
        invoice=things.link(Invoice, invoices[0]) if invoices and line.contract_id else None,
        came=came,
    )


def _why(line: EarningLine) -> str:
    """What is special about the line: what it corrects, what it waits for, what holds it."""
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
