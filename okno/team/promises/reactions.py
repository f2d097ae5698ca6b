"""What promises do at once when something happens in another room."""

from okno.ground.journal.models import Entry
from okno.ground.journal.reacting import reactor_of
from okno.team.people.handed_work import handed_work, refused_as_successor
from okno.team.promises.actions.hand_over_promises import hand_over_promises


def hand_promises_to_successor(entry: Entry) -> None:
    """Hand the promises of whoever gives their work away to the successor (C5a)."""
    work = handed_work(entry)
    with refused_as_successor():
        hand_over_promises(
            giver=work.giver, receiver=work.receiver, reason=work.reason, by=reactor_of(entry), at=entry.at
        )
