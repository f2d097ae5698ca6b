"""The outbox's registration in the product."""

from okno.ground.journal.help import HELP
from okno.ground.ui.offers import ClockJob
from okno.ground.ui.rooms import Room

ROOM = Room(
    "outbox",
    urls=True,
    api=True,
    help=HELP,
    jobs=[
        # The last: it talks to a server that may be slow.
        ClockJob("okno.ground.outbox.postman.deliver_mail", 70)
    ],
)
