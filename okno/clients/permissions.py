"""Who may do what with a company. None is the clock, a file, or a visitor's own form."""

from datetime import date

from okno.clients.models import Company, Contact, Handover
from okno.journal.permissions import VOICES
from okno.people.models import Employee, Role
from okno.people.permissions import BOOKKEEPERS, HEADS, SELLERS
from okno.people.standins import stands_in_for

CLIENT_FACING = (*SELLERS, *BOOKKEEPERS, Role.MARKETER)


def can_add_company(by: Employee | None, *, is_own: bool = False) -> bool:
    if by is None:
        return True
    return by.has(*BOOKKEEPERS, *HEADS) if is_own else by.has(*CLIENT_FACING)


def can_change_company(by: Employee | None, company: Company) -> bool:
    return by is None or by.has(*((*BOOKKEEPERS, *HEADS) if company.is_own else CLIENT_FACING))


can_add_contact = can_add_bank_account = can_change_company


def can_set_manager(by: Employee | None, company: Company) -> bool:
    """A head decides who keeps whom; a seller may take a client whom nobody keeps."""
    if by is None or by.has(*HEADS):
        return True
    return by.has(*SELLERS) and company.manager is None


def can_set_manager_back(by: Employee | None) -> bool:
    """Whoever kept a client is paid for his money: nobody writes himself in for days that have passed."""
    return by is None or by.has(*HEADS)


def can_hand_over_clients(by: Employee | None, giver: Employee, on: date) -> bool:
    """One's own, those of one for whom he stands in today; a head anybody's."""
    return by is None or by.has(*HEADS) or by == giver or stands_in_for(by, giver, on)


def can_hand_over_client(by: Employee | None, company: Company, on: date) -> bool:
    keeper = company.manager
    if keeper is None:
        return by is None or by.has(*HEADS)
    return can_hand_over_clients(by, keeper, on)


def can_acknowledge_handover(by: Employee | None, handover: Handover, on: date) -> bool:
    """Only who receives the client, or who stands in for him today: it is his own rating."""
    receiver = handover.receiver
    return by is not None and (by == receiver or stands_in_for(by, receiver, on))


def can_see_all_handovers(by: Employee | None) -> bool:
    return by is not None and by.has(*HEADS)


def can_close_day(by: Employee | None) -> bool:
    """One's own day: whoever may keep clients."""
    return by is not None and by.has(*SELLERS)


def can_see_days(by: Employee | None) -> bool:
    """Whose day is not closed is his own and the heads' to know."""
    return by is not None and by.has(*HEADS)


def may_set_statuses(by: Employee | None) -> bool:
    return by is not None and by.has(*SELLERS)


def can_set_status(by: Employee | None, company: Company) -> bool:
    return not company.is_own and may_set_statuses(by)


def can_become_client(by: Employee | None) -> bool:
    """It follows from a signed contract: whoever may mark the signing, and the clock."""
    return by is None or by.has(*SELLERS, *BOOKKEEPERS)


def can_change_contact(by: Employee | None, contact: Contact) -> bool:
    return can_change_company(by, contact.company)


def can_set_season(by: Employee | None, company: Company) -> bool:
    return not company.is_own and can_change_company(by, company)


def can_send_letter(by: Employee | None, company: Company) -> bool:
    """A client hears one voice, an account manager's or a head's; before that, a seller's who found him."""
    if by is None or company.is_own:
        return False
    return by.has(*VOICES) or (not company.is_client and by.has(*SELLERS))


def can_forbid_contact(by: Employee | None) -> bool:
    """Whoever hears «do not write to me» writes it down at once; so does the way out of a mailing."""
    return True


def can_lift_no_contact(by: Employee | None) -> bool:
    return by is not None and by.has(*HEADS)
