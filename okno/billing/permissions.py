"""Who may do what with services, invoices and the money for them; None is the clock."""

from okno.billing.queries import SEE_ALL, SEE_OWN
from okno.people.models import Employee, Role
from okno.people.permissions import BOOKKEEPERS, HEADS, SELLERS, TECHNICIANS


def sees_money(by: Employee) -> bool:
    """Whether pages of others show him panels of services and invoices at all."""
    return by.has(*SEE_ALL, *SEE_OWN)


def can_issue_first_invoice(by: Employee | None) -> bool:
    """Whoever may sign a contract: its first invoice goes out with the signing."""
    return by is None or by.has(*SELLERS, *BOOKKEEPERS)


def can_start_services(by: Employee | None) -> bool:
    """Whoever may accept an order: its services start with it."""
    return by is None or by.has(*SELLERS, *TECHNICIANS, *BOOKKEEPERS)


def can_end_service(by: Employee | None) -> bool:
    return by is None or by.has(Role.ACCOUNT_MANAGER, *HEADS, *BOOKKEEPERS)


def can_apply_credit(by: Employee | None) -> bool:
    return by is None or by.has(*HEADS, *BOOKKEEPERS, Role.ASSISTANT)


def can_start_billing_run(by: Employee | None) -> bool:
    return by is None or by.has(*HEADS, *BOOKKEEPERS, Role.ASSISTANT)


def can_bill_batch(by: Employee | None) -> bool:
    return can_start_billing_run(by)


def can_load_statement(by: Employee | None) -> bool:
    return by is None or by.has(*HEADS, *BOOKKEEPERS)


def can_match_payments(by: Employee | None) -> bool:
    return can_load_statement(by)


def can_allocate_payment(by: Employee | None) -> bool:
    """Whoever answers for the money; the clock never decides what a rule could not."""
    return by is not None and by.has(*HEADS, *BOOKKEEPERS)


def can_ignore_payment(by: Employee | None) -> bool:
    return can_allocate_payment(by)


def can_reconsider_payment(by: Employee | None) -> bool:
    return can_allocate_payment(by)
