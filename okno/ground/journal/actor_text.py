"""The text of who acted, in the reader's language."""

from typing import TYPE_CHECKING

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.ground.kernel.actors import ActorKind

if TYPE_CHECKING:
    from okno.ground.journal.models import Entry

# Actors that have no name.
NAMELESS: dict[str, Lazy] = {
    ActorKind.CONTACT: gettext_lazy("the client"),
    ActorKind.CLOCK: gettext_lazy("by the clock"),
    ActorKind.CONSOLE: gettext_lazy("from the console"),
    ActorKind.VISITOR: gettext_lazy("a visitor"),
    ActorKind.LETTER: gettext_lazy("by a letter"),
    ActorKind.REACTION: gettext_lazy("automatically"),
}


def actor_text(entry: "Entry") -> str:
    """Return who acted: an employee's name, with their token or agent, or the kind of a nameless actor."""
    if entry.by is None:
        return str(NAMELESS[entry.actor_kind])
    if entry.actor_kind == ActorKind.REACTION:
        return _("{name}, automatically").format(name=entry.by)
    if entry.actor_kind == ActorKind.AGENT:
        return _("{name}, through an agent").format(name=entry.by)
    if entry.token is not None:
        return _("{name} with the token «{token}»").format(name=entry.by, token=entry.token.name)
    return str(entry.by)
