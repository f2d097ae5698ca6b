"""«?»: the five lines of the room whose page is open, gathered by the address."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help
from okno.ground.ui.rooms import all_rooms

# The one page of this room that a person works in.
HELP = Help(
    title=_("First steps"),
    lines=(
        _("What a new company does first, in the order in which each step gives the next one its ground."),
        _("A step is done when the base holds it: nothing has to be ticked."),
        _("Steps may be taken in any order and left half-way."),
        _("The menu shows this page to the owner until all is done."),
        _("In the demo company the invented data are removed here with one click."),
    ),
)


def help_of(request: HttpRequest) -> Help | None:
    """Return the help of the room that answers this address; None for an address of no room."""
    match = request.resolver_match
    return room_help(match.namespace) if match and match.namespace else None


def room_help(room: str) -> Help | None:
    """Return the five lines of a room, None for a room without pages."""
    registered = all_rooms().get(room)
    return registered.help if registered and registered.urls else None
