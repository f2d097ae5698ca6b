"""Permissions of relations. The machine may add and change what comes from a file."""

from datetime import date

from okno.ground.kernel.actors import Actor
from okno.records.clients.models import Company
from okno.records.relations.models import Handover
from okno.team.people.models import Employee
from okno.team.people.permissions import HEADS, SELLERS
from okno.team.people.standins import stands_in_for


def can_set_manager(by: Actor, company: Company) -> bool:
    """Return whether the actor may set the manager: a head, or a seller where there is none."""
    if by.is_machine or by.has(*HEADS):
        return True
    return by.has(*SELLERS) and company.manager is None


def can_set_manager_back(by: Actor) -> bool:
    """Return whether the actor may set a manager for days that have passed: a head.

    Pay follows the manager of a client, so sellers cannot enter themselves for the past.
    """
    return by.is_machine or by.has(*HEADS)


def can_hand_over_clients(by: Actor, giver: Employee, on: date) -> bool:
    """Return whether the actor is the giver, their substitute on this day, or a head."""
    if by.is_machine or by.has(*HEADS) or by.is_one_of(giver.pk):
        return True
    return by.employee is not None and stands_in_for(by.employee, giver, on)


def can_hand_over_client(by: Actor, company: Company, on: date) -> bool:
    """Return whether the actor may hand over the clients of its manager; a head where there is none."""
    keeper = company.manager
    if keeper is None:
        return by.is_machine or by.has(*HEADS)
    return can_hand_over_clients(by, keeper, on)


def can_acknowledge_handover(by: Actor, handover: Handover, on: date) -> bool:
    """Return whether the actor is the receiver or their substitute: the rating is their own."""
    receiver = handover.receiver
    return by.employee is not None and (by.employee == receiver or stands_in_for(by.employee, receiver, on))


def can_see_all_handovers(by: Actor) -> bool:
    """Return whether the actor sees the handovers of everybody: heads do."""
    return by.has(*HEADS)


def can_close_day(by: Actor) -> bool:
    """Return whether the actor may manage clients and so has a day to close."""
    return by.has(*SELLERS)


def can_see_days(by: Actor) -> bool:
    """Return whether the actor may see whose day is not closed: heads."""
    return by.has(*HEADS)


def may_set_statuses(by: Actor) -> bool:
    """Return whether the actor may set statuses of clients: sellers and account managers."""
    return by.has(*SELLERS)


def can_set_status(by: Actor, company: Company) -> bool:
    """Return whether the actor may set the status of this company, which is not our own."""
    return not company.is_own and may_set_statuses(by)
