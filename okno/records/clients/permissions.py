"""Permissions of clients. The machine may add and change what comes from a file."""

from okno.ground.journal.permissions import VOICES
from okno.ground.kernel.actors import Actor
from okno.records.clients.models import Company, Contact
from okno.team.people.models import Role
from okno.team.people.permissions import BOOKKEEPERS, HEADS, SELLERS

CLIENT_FACING = (*SELLERS, *BOOKKEEPERS, Role.MARKETER)


def can_add_company(by: Actor, *, is_own: bool = False) -> bool:
    """Return whether the actor may add a company; one of our own is for bookkeepers and heads."""
    if by.is_machine:
        return True
    return by.has(*BOOKKEEPERS, *HEADS) if is_own else by.has(*CLIENT_FACING)


def can_change_company(by: Actor, company: Company) -> bool:
    """Return whether the actor may change the company; one of our own is for bookkeepers and heads."""
    return by.is_machine or by.has(*((*BOOKKEEPERS, *HEADS) if company.is_own else CLIENT_FACING))


can_add_contact = can_add_bank_account = can_change_company


def can_become_client(by: Actor) -> bool:
    """Return whether the actor may mark a contract as signed, from which this follows."""
    return by.is_machine or by.has(*SELLERS, *BOOKKEEPERS)


def can_change_contact(by: Actor, contact: Contact) -> bool:
    """Return whether the actor may change the contact's company."""
    return can_change_company(by, contact.company)


can_remove_contact = can_return_contact = can_change_contact


def can_set_season(by: Actor, company: Company) -> bool:
    """Return whether the actor may change this company, which is not our own."""
    return not company.is_own and can_change_company(by, company)


def can_send_letter(by: Actor, company: Company) -> bool:
    """Return whether the actor may write to the company.

    A client hears from account managers and heads alone; before it is a client, also from sellers.
    """
    if company.is_own:
        return False
    return by.has(*VOICES) or (not company.is_client and by.has(*SELLERS))


def can_forbid_contact(by: Actor) -> bool:
    """Return True: whoever is asked not to write notes it at once, also the unsubscribe link."""
    return True


def can_lift_no_contact(by: Actor) -> bool:
    """Return whether the actor may lift a prohibition of letters: a head."""
    return by.has(*HEADS)
