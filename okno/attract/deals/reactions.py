"""What deals do at once when something happens in another room."""

from okno.attract.deals.actions.hand_over_deals import hand_over_deals
from okno.attract.deals.actions.win_deal import win_deal
from okno.ground.journal.models import Entry
from okno.ground.journal.reacting import date_in, reactor_of, subject_of
from okno.team.people.handed_work import handed_work, refused_as_successor


def win_signed_deal(entry: Entry) -> None:
    """Win the deal of the contract that is signed."""
    contract = subject_of(entry, "deal__owner")
    win_deal(deal=contract.deal, signed_on=date_in(entry, "signed_on"), by=reactor_of(entry), at=entry.at)


def hand_deals_to_successor(entry: Entry) -> None:
    """Hand the deals and leads of whoever gives their work away to the successor (C5a)."""
    work = handed_work(entry)
    with refused_as_successor():
        hand_over_deals(
            giver=work.giver, receiver=work.receiver, reason=work.reason, by=reactor_of(entry), at=entry.at
        )
