"""Draft of an employee's month of pay from facts: lines, corrections of locked months, totals."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet

from okno.ground.kernel.dates import Period, add_months, month_of
from okno.money.compensation.amounts import (
    ComponentKind,
    Explained,
    HoldReason,
    MonthLine,
    PayslipTotals,
    assemble,
    base_pay,
    correction,
    hold_without_report,
    is_report_in_time,
    judgement_bonus,
)
from okno.money.compensation.amounts.dues import Due, Rule, dues_of
from okno.money.compensation.facts import read_clients
from okno.money.compensation.models import AttractionReport, DiscretionaryBonus, OwnAdvertising, Payslip
from okno.money.compensation.paid_history import PaidHistory
from okno.money.compensation.plan_lookup import PlanLookup
from okno.team.people.models import Employee

M = TypeVar("M", bound=Model)
# Lines stand in the order of the kinds, which is that of the agreement on paper.
PLACES = {kind: place for place, kind in enumerate(ComponentKind)}


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A due with its status after the report was checked; `corrects` names the locked month it corrects."""

    due: Due
    line: MonthLine
    corrects: Period | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A payslip to be written. Without a clause on `advertising` nothing is deducted or carried further."""

    lines: list[DraftLine]
    totals: PayslipTotals
    advertising: Rule | None
    overpaid_carried_in_minor: int


@dataclass
class Book:
    """All the facts that a month is drafted from, read once for everybody in it."""

    month: Period
    agreed: PlanLookup
    paid: PaidHistory
    dues: dict[int, list[Due]] = field(default_factory=lambda: defaultdict(list))
    locked_months: dict[int, set[date]] = field(default_factory=lambda: defaultdict(set))
    reports: dict[tuple[int, date], date] = field(default_factory=dict)
    advertising: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    before: dict[int, Payslip] = field(default_factory=dict)


def open_book(month: Period, people: Collection[int] | None = None) -> Book:
    """Read the facts through the month's last day: a dozen queries, however many employees and clients.

    `people` are the keys of the employees whose months are drafted from the book; None for everybody.
    """
    locked = list(_of(Payslip.objects.locked(), people).only("employee", "month_on", "plan"))
    agreed = PlanLookup(locked)
    book = Book(month, agreed, PaidHistory(agreed, people))
    for slip in locked:
        book.locked_months[slip.employee_id].add(slip.month_on)
    for client in read_clients(month.ends_on, people):
        for due in dues_of(
            client,
            through_on=month.ends_on,
            rule_of=agreed.rule,
            heads=agreed.heads,
            paid_to=book.paid.to,
        ):
            book.dues[due.employee].append(due)
    for judgement in _of(DiscretionaryBonus.objects.filter(month_on__lte=month.starts_on), people):
        rule = agreed.rule(
            judgement.employee_id, ComponentKind.JUDGEMENT, month_of(judgement.month_on).ends_on
        )
        if rule is not None:
            book.dues[judgement.employee_id].append(_judged(judgement, rule))
    for employee, month_on, handed_in_on in _of(
        AttractionReport.objects.filter(month_on__lte=month.starts_on), people
    ).values_list("employee", "month_on", "handed_in_on"):
        book.reports[employee, month_on] = handed_in_on
    for employee, amount_minor in _of(
        OwnAdvertising.objects.filter(month_on=month.starts_on), people
    ).values_list("employee", "amount_minor"):
        book.advertising[employee] += amount_minor
    for slip in _of(Payslip.objects.filter(month_on__lt=month.starts_on), people).order_by("month_on"):
        # In the order of months: the last one written stays, and it is the month before.
        book.before[slip.employee_id] = slip
    return book


def _of(rows: "QuerySet[M]", people: Collection[int] | None) -> "QuerySet[M]":
    """Return the rows of these employees; all rows for None."""
    return rows if people is None else rows.filter(employee__in=people)


def draft(book: Book, employee: Employee) -> Draft:
    """Return the employee's month: lines due in it, lines that wait, and corrections of locked months."""
    lines = [*_base(book, employee), *_of_dues(book, employee.pk)]
    lines.sort(key=lambda drafted: PLACES[drafted.due.kind])
    reason = _reason_to_hold(book, employee.pk)
    if reason is not None:
        held = hold_without_report((drafted.line for drafted in lines), reason)
        lines = [replace(drafted, line=line) for drafted, line in zip(lines, held, strict=True)]
    before = book.before.get(employee.pk)
    overpaid_in_minor = before.overpaid_carried_minor if before else 0
    rule = book.agreed.rule(employee.pk, ComponentKind.OWN_ADVERTISING, book.month.ends_on)
    totals = assemble(
        [drafted.line for drafted in lines],
        advertising_minor=book.advertising[employee.pk] if rule else 0,
        # Without a clause on advertising nothing is deducted, and what was carried is forgotten, not kept for
        # later.
        carried_in_minor=before.advertising_carried_minor if before and rule else 0,
        overpaid_carried_in_minor=overpaid_in_minor,
    )
    return Draft(lines, totals, rule, overpaid_in_minor)


def _base(book: Book, employee: Employee) -> Iterable[DraftLine]:
    on = min(book.month.ends_on, employee.left_on or date.max)
    rule = book.agreed.rule(employee.pk, ComponentKind.BASE, on)
    if rule is not None:
        explained = base_pay(rule.component.amount_minor)
        due = Due(employee.pk, ComponentKind.BASE, "", None, None, rule.id, explained, book.month.starts_on)
        yield _line(due, due.explained)


def _judged(judgement: DiscretionaryBonus, rule: Rule) -> Due:
    limit_minor = rule.component.amount_minor
    # The limit may have been lowered after the sum was given: the plan in force is what is paid by.
    explained = judgement_bonus(min(judgement.amount_minor, limit_minor), limit_minor=limit_minor)
    about = (judgement.employee_id, ComponentKind.JUDGEMENT, "", None, None, rule.id, explained)
    return Due(*about, month_on=judgement.month_on)


def _of_dues(book: Book, employee: int) -> Iterable[DraftLine]:
    """Yield the new lines of the month and the differences to lines paid in locked months (E5)."""
    for due in book.dues[employee]:
        # Three cases: paid in a locked month before, due in this month, or due in a locked month that never
        # paid it.
        paid_on = book.paid.month_on.get(due.key)
        if due.month_on is None or (paid_on is None and due.month_on == book.month.starts_on):
            yield _line(due, due.explained)
        elif (locked_on := paid_on or due.month_on) in book.locked_months[employee]:
            paid_minor = book.paid.amount_minor[due.key]
            right_minor = due.explained.amount_minor
            # Only a sum to be added waits for the report of its month; what was overpaid is taken back at
            # once.
            waits_for_report = right_minor > paid_minor and not _is_released(book, employee, locked_on)
            if right_minor != paid_minor and not waits_for_report:
                difference = correction(paid_before_minor=paid_minor, right_now_minor=right_minor)
                steps = due.explained.arithmetic + difference.arithmetic
                explained = replace(due.explained, amount_minor=difference.amount_minor, arithmetic=steps)
                yield _line(due, explained, month_of(locked_on))


def _line(due: Due, explained: Explained, corrects: Period | None = None) -> DraftLine:
    line = MonthLine(due.kind, explained.amount_minor, due.status, corrects=corrects)
    return DraftLine(replace(due, explained=explained), line, corrects)


def _reason_to_hold(book: Book, employee: int) -> HoldReason | None:
    """Return why the month's bonuses are held: the report is missing or came late; None when they are not."""
    rule = book.agreed.rule(employee, ComponentKind.REPORT_REQUIRED, book.month.ends_on)
    if rule is None:
        return None
    handed_in_on = book.reports.get((employee, book.month.starts_on))
    if is_report_in_time(handed_in_on, report_due_on(book.month, rule)):
        return None
    return HoldReason.REPORT_MISSING if handed_in_on is None else HoldReason.REPORT_LATE


def _is_released(book: Book, employee: int, locked_on: date) -> bool:
    """Return whether nothing holds the bonuses of a locked month any more: the report came, late or not."""
    if book.agreed.rule(employee, ComponentKind.REPORT_REQUIRED, month_of(locked_on).ends_on) is None:
        return True
    handed_in_on = book.reports.get((employee, locked_on))
    return handed_in_on is not None and handed_in_on <= book.month.ends_on


def report_due_on(month: Period, rule: Rule) -> date:
    """Return the last day on which the report for a month is in time."""
    return add_months(month.starts_on, 1).replace(day=rule.component.due_day)
