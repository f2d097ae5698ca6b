"""What can happen in this room."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

DealOpened = Event(
    "deals.deal_opened",
    _("The lead is qualified: deal «{title}», {monthly_minor} a month, {owner}"),
    Audience.PRICES,
)


DealMoved = Event("deals.deal_moved", _("Deal «{title}»: {before} → {stage}"))


MoveUndone = Event(
    "deals.move_undone", _("Deal «{title}» is at «{stage}» again: the move to «{before}» is taken back")
)


DealChanged = Event("deals.deal_changed", _("Deal «{title}»: {changes}"), Audience.PRICES)


DealLost = Event(
    "deals.deal_lost",
    _("Deal «{title}» is lost at the stage {stage}: {reason}; attitude: {attitude}. {note}"),
)


DealHandedOver = Event(
    "deals.deal_handed_over", _("Deal «{title}»: {owner} leads it; before: {before}. {reason}")
)


DealReopened = Event("deals.deal_reopened", _("Deal «{title}» is open again; it was lost: {reason}"))


DealWon = Event("deals.deal_won", _("Deal «{title}» is won: the contract is signed on {signed_on}"))


DealGiven = Event(
    "deals.deal_given",
    _("Deal «{title}»: {giver} hands it over to {receiver}, who accepts or returns it. {note}"),
)


DealAccepted = Event("deals.deal_accepted", _("Deal «{title}»: {receiver} accepts it from {giver}"))


DealReturned = Event(
    "deals.deal_returned", _("Deal «{title}» is returned to {giver} by {receiver}: {reason}")
)


DealTakenBack = Event(
    "deals.deal_taken_back", _("Deal «{title}» is taken back from {receiver}, {giver} leads it: {reason}")
)
