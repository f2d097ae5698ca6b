"""Permissions of pay; the clock and the console may draw and lock."""

from okno.ground.kernel.actors import Actor
from okno.money.compensation.models import Payslip, Plan
from okno.team.people.models import Employee, Role
from okno.team.people.permissions import BOOKKEEPERS, HEADS, PAY_READERS


def can_see_all_pay(by: Employee) -> bool:
    return by.has(*PAY_READERS)


def can_agree_plan(by: Actor, *, employee: Employee | None = None, role: str = "") -> bool:
    """Return whether the actor may agree this plan.

    The owner may for anybody; a head of sales for others, but never for heads nor for one of their own roles.
    """
    if by.employee is None:
        return False
    if by.has(Role.OWNER):
        return True
    for_heads = role in HEADS or (employee is not None and employee.has(*HEADS))
    for_himself = by.employee == employee or role in by.employee.role_set
    return by.has(Role.HEAD_OF_SALES) and not for_himself and not for_heads


def can_change_plan(by: Actor, plan: Plan) -> bool:
    return can_agree_plan(by, employee=plan.employee, role=plan.role)


def can_grant_discretionary_bonus(by: Actor, employee: Employee) -> bool:
    """Allow heads, except for themselves."""
    return by.has(*HEADS) and not by.is_one_of(employee.pk)


def can_record_advertising(by: Actor, employee: Employee) -> bool:
    """Allow the employee who bought it and pay readers, who see the bill."""
    return by.is_one_of(employee.pk) or by.has(*PAY_READERS)


def can_hand_in_report(by: Actor, employee: Employee) -> bool:
    """Allow the employee; also pay readers, who may have received it on paper."""
    return by.is_one_of(employee.pk) or by.has(*PAY_READERS)


def can_draw_month(by: Actor) -> bool:
    return by.is_machine or by.has(*BOOKKEEPERS, *HEADS)


def can_lock_month(by: Actor) -> bool:
    return by.is_machine or by.has(*BOOKKEEPERS, *HEADS)


def can_lock_payslip(by: Actor, payslip: Payslip) -> bool:
    return can_lock_month(by)
