"""What relations do at once when something happens in another room."""

from okno.ground.journal.models import Entry
from okno.ground.journal.reacting import date_in, reactor_of, subject_of
from okno.ground.kernel.clock import local_date
from okno.records.clients.actions.become_client import become_client
from okno.records.relations.actions.hand_over_clients import hand_over_clients
from okno.records.relations.actions.set_manager import set_manager
from okno.team.people.handed_work import handed_work, refused_as_successor


def make_signatory_a_client(entry: Entry) -> None:
    """Make the company a client; who won the deal manages it until a handover: one voice at any time (C2)."""
    contract = subject_of(entry, "deal__owner", "company")
    company, by = contract.company, reactor_of(entry)
    become_client(company=company, on=date_in(entry, "signed_on"), by=by, at=entry.at)
    owner = contract.deal.owner
    if owner is not None and company.manager is None:
        set_manager(company=company, manager=owner, starts_on=local_date(entry.at), by=by, at=entry.at)


def hand_clients_to_successor(entry: Entry) -> None:
    """Hand the clients of whoever gives their work away to the successor; promises go by themselves (C5a)."""
    work = handed_work(entry)
    with refused_as_successor():
        hand_over_clients(
            giver=work.giver,
            receiver=work.receiver,
            note=work.reason,
            with_promises=False,
            by=reactor_of(entry),
            at=entry.at,
        )
