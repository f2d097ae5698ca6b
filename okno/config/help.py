"""«?»: the five lines of the room whose page is open, gathered by the address."""

from importlib import import_module
from importlib.util import find_spec

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from okno.ui.help import Help

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
    """The help of the room that answers this address; nothing for what is no room's."""
    match = request.resolver_match
    return room_help(match.namespace) if match and match.namespace else None


def room_help(room: str) -> Help | None:
    name = f"okno.{room}.help"
    if find_spec(f"okno.{room}") is None or find_spec(name) is None:
        return None
    told: Help = import_module(name).HELP
    return told
