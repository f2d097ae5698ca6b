"""The journal's registration in the product."""

from django.utils.translation import gettext_lazy as _

from okno.ground.journal.help import HELP
from okno.ground.ui.offers import Verb
from okno.ground.ui.rooms import Room

ROOM = Room(
    "journal",
    urls=True,
    api=True,
    help=HELP,
    verbs=[
        Verb(
            "journal:write_note",
            _("Log a call"),
            _("call;phone"),
            "telephone",
            20,
            query="?kind=call",
            of_client=True,
        ),
        Verb(
            "journal:write_note",
            _("Write a note"),
            _("note;comment"),
            "pencil",
            30,
            query="?kind=note",
            of_client=True,
        ),
    ],
)
