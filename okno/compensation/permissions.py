"""Who may do what with pay; None is the clock, or the console of the company's own machine."""

from okno.compensation.models import Payslip, Plan
from okno.people.models import Employee, Role
from okno.people.permissions import BOOKKEEPERS, HEADS, PAY_READERS


def can_see_all_pay(by: Employee) -> bool:
    return by.has(*PAY_READERS)


def can_agree_plan(by: Employee | None, *, employee: Employee | None = None, role: str = "") -> bool:
    """The owner for anybody; a head for others, but never for heads nor for a role of his own."""
    if by is None:
        return False
    if by.has(Role.OWNER):
        return True
    for_heads = role in HEADS or (employee is not None and employee.has(*HEADS))
    for_himself = by == employee or role in by.role_set
    return by.has(Role.HEAD_OF_SALES) and not for_himself and not for_heads


def can_change_plan(by: Employee | None, plan: Plan) -> bool:
    return can_agree_plan(by, employee=plan.employee, role=plan.role)


def can_judge(by: Employee | None, employee: Employee) -> bool:
    """A head, and never himself."""
    return by is not None and by.has(*HEADS) and by != employee


def can_record_advertising(by: Employee | None, employee: Employee) -> bool:
    """Who bought it, and those who see the bill."""
    return by is not None and (by == employee or by.has(*PAY_READERS))


def can_hand_in_report(by: Employee | None, employee: Employee) -> bool:
    """The person himself; a head or an accountant who was given it on paper."""
    return by is not None and (by == employee or by.has(*PAY_READERS))


def can_draw_month(by: Employee | None) -> bool:
    return by is None or by.has(*BOOKKEEPERS, *HEADS)


def can_lock_month(by: Employee | None) -> bool:
    return by is None or by.has(*BOOKKEEPERS, *HEADS)


def can_lock_payslip(by: Employee | None, payslip: Payslip) -> bool:
    return can_lock_month(by)
