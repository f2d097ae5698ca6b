"""Drafts written as open payslips. Called inside an action; a locked payslip is never touched."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from okno.ground.kernel.dates import Period, month_of
from okno.money.compensation.amounts import Explained, Step, StepOp
from okno.money.compensation.amounts.dues import Due
from okno.money.compensation.drafting import Draft, DraftLine, draft, open_book
from okno.money.compensation.models import EarningLine, Payslip
from okno.money.compensation.plan_lookup import PlanLookup
from okno.team.people.models import Employee

TOTALS = (
    "plan",
    "payable_minor",
    "earned_minor",
    "held_minor",
    "advertising_carried_minor",
    "overpaid_carried_minor",
    "drawn_at",
)


def write_month(month: Period, employees: Collection[Employee] | None, at: datetime) -> list[Payslip]:
    """Write the open payslips of employees who worked in the month under a plan, and return them.

    Employees whose payslip of this or a later month is locked are left out.
    """
    agreed = PlanLookup()
    people = _paid_people(month, employees, agreed)
    # Ignoring conflicts: of two drafts of one month at once the second finds the payslips of the first.
    Payslip.objects.bulk_create(
        [
            Payslip(
                employee=employee,
                month_on=month.starts_on,
                plan=agreed.plan(employee.pk, _last_day(month, employee)),
                drawn_at=at,
            )
            for employee in people.values()
        ],
        ignore_conflicts=True,
    )
    # Of two who draw at once the second waits here, and reads what the first has left.
    slips = list(
        Payslip.objects.select_for_update()
        .filter(month_on=month.starts_on, employee__in=people, status=Payslip.Status.OPEN)
        .order_by("pk")
    )
    # Of everybody nearly all clients are read: to narrow them would cost more than it spares.
    book = open_book(month, None if employees is None else list(people))
    # An open month is drawn from its facts each time, not patched: whatever was there before is no fact.
    EarningLine.objects.filter(payslip__in=slips).delete()
    lines: list[EarningLine] = []
    for slip in slips:
        slip.employee = people[slip.employee_id]
        drafted = draft(book, slip.employee)
        plan = book.agreed.plan(slip.employee_id, _last_day(month, slip.employee))
        # Without a plan any more the slip keeps the one it was drawn by: its lines refer to its clauses.
        slip.plan = plan or slip.plan
        slip.drawn_at = at
        lines += _fill(slip, drafted)
    EarningLine.objects.bulk_create(lines)
    Payslip.objects.bulk_update(slips, TOTALS)
    return slips


def redraw(employee: Employee, month_on: date, at: datetime) -> None:
    """Draw the employee's open payslip of the month anew, if there is one, after its inputs have changed."""
    drawn = Payslip.objects.filter(employee=employee, month_on=month_on, status=Payslip.Status.OPEN)
    if drawn.exists():
        write_month(month_of(month_on), [employee], at)


def _last_day(month: Period, employee: Employee) -> date:
    # Who left in the middle of the month is paid by the plan of his last day, not of its end.
    return min(month.ends_on, employee.left_on or date.max)


def _paid_people(
    month: Period, employees: Collection[Employee] | None, agreed: PlanLookup
) -> dict[int, Employee]:
    worked = Employee.objects.filter(hired_on__lte=month.ends_on).filter(
        Q(left_on__isnull=True) | Q(left_on__gte=month.starts_on)
    )
    if employees is not None:
        worked = worked.filter(pk__in=[employee.pk for employee in employees])
    done = set(
        # A later locked month closes the earlier ones too: it was paid knowing them (guard 7).
        Payslip.objects.locked().filter(month_on__gte=month.starts_on).values_list("employee", flat=True)
    )
    return {
        employee.pk: employee
        for employee in worked
        if employee.pk not in done and agreed.plan(employee.pk, _last_day(month, employee)) is not None
    }


def _fill(slip: Payslip, drafted: Draft) -> Sequence[EarningLine]:
    """Set the payslip's totals and return its lines; the payable lines sum to `payable_minor`."""
    totals = drafted.totals
    slip.payable_minor = totals.to_pay_minor
    slip.earned_minor = totals.waiting_minor
    slip.held_minor = totals.held_minor
    slip.advertising_carried_minor = totals.advertising.carried_out_minor
    slip.overpaid_carried_minor = totals.overpaid_carried_out_minor
    lines = [_line(slip, line) for line in drafted.lines]
    if drafted.advertising is not None and totals.advertising.explained.base_minor:
        explained = totals.advertising.explained
        lines.append(
            _own(slip, EarningLine.Kind.OWN_ADVERTISING, explained, component_id=drafted.advertising.id)
        )
    # Two lines: what is taken back now, and what is left to be taken back later, so that the sum is the sum
    # paid.
    for amount_minor in (-drafted.overpaid_carried_in_minor, totals.overpaid_carried_out_minor):
        if amount_minor:
            carried = Explained(amount_minor, amount_minor, None, (Step(StepOp.GIVEN, {}, amount_minor),))
            lines.append(_own(slip, EarningLine.Kind.OVERPAID, carried))
    return lines


def _line(slip: Payslip, drafted: DraftLine) -> EarningLine:
    due, line = drafted.due, drafted.line
    return EarningLine(
        payslip=slip,
        component_id=due.rule,
        kind=due.kind.value,
        part=due.part,
        company_id=due.company,
        contract_id=due.contract,
        base_minor=due.explained.base_minor,
        rate_bp=due.explained.rate_bp,
        amount_minor=line.amount_minor,
        status=line.status.value,
        reason=line.reason.value if line.reason else due.waits,
        corrects_month_on=drafted.corrects.starts_on if drafted.corrects else None,
        explanation=_explanation(due),
    )


def _own(slip: Payslip, kind: str, explained: Explained, component_id: int | None = None) -> EarningLine:
    return EarningLine(
        payslip=slip,
        component_id=component_id,
        kind=kind,
        base_minor=explained.base_minor,
        amount_minor=explained.amount_minor,
        status=EarningLine.Status.PAYABLE,
        explanation=explained.as_data() | {"links": _links(component=component_id)},
    )


def _explanation(due: Due) -> dict[str, Any]:
    """Return the explanation to store with the line: arithmetic, links, money received."""
    receipts = [asdict(receipt) | {"on": receipt.on.isoformat()} for receipt in due.receipts]
    return due.explained.as_data() | {
        "links": _links(
            component=due.rule,
            company=due.company,
            contract=due.contract,
            invoice=due.invoice,
            receipts=receipts,
        ),
        "receipts": receipts,
        # Stored with the line: an explanation of a locked payslip is read years later, and computes nothing
        # (E6).
        "wait_until_on": due.wait_until_on.isoformat() if due.wait_until_on else None,
    }


def _links(
    *,
    component: int | None = None,
    company: int | None = None,
    contract: int | None = None,
    invoice: int | None = None,
    receipts: Sequence[dict[str, Any]] = (),
) -> list[tuple[str, int]]:
    """Return (kind, id) of the line's sources: the clause, the client, the contract, invoices, payments."""
    named = {
        "compensation.component": [component],
        "clients.company": [company],
        "contracts.contract": [contract],
        "invoicing.invoice": [invoice, *(receipt["invoice"] for receipt in receipts)],
        "payments.payment": [receipt["payment"] for receipt in receipts],
    }
    return [(kind, pk) for kind, ids in named.items() for pk in dict.fromkeys(ids) if pk is not None]
