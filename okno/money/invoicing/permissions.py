"""Permissions for services, invoices and billing runs.

Machine actors (the clock, the console, reactions to either) may do what follows without a decision.
"""

from okno.ground.kernel.actors import Actor
from okno.money.invoicing.queries import SEE_ALL, SEE_OWN
from okno.team.people.models import Employee, Role
from okno.team.people.permissions import BOOKKEEPERS, HEADS, SELLERS, TECHNICIANS


def sees_money(by: Employee) -> bool:
    """Return whether this employee is shown panels of services and invoices on other pages."""
    return by.has(*SEE_ALL, *SEE_OWN)


def can_issue_first_invoice(by: Actor) -> bool:
    """Return whether this actor may issue a first invoice: all who may sign, as it follows the signing."""
    return by.is_machine or by.has(*SELLERS, *BOOKKEEPERS)


def can_start_services(by: Actor) -> bool:
    """Return whether this actor may start services: all who may accept an order, as they start with it."""
    return by.is_machine or by.has(*SELLERS, *TECHNICIANS, *BOOKKEEPERS)


def can_end_service(by: Actor) -> bool:
    return by.is_machine or by.has(Role.ACCOUNT_MANAGER, *HEADS, *BOOKKEEPERS)


def can_start_billing_run(by: Actor) -> bool:
    return by.is_machine or by.has(*HEADS, *BOOKKEEPERS, Role.ASSISTANT)


def can_bill_batch(by: Actor) -> bool:
    return can_start_billing_run(by)
