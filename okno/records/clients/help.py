"""Help for the pages of clients."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Clients"),
    lines=(
        _("A company may be a lead, a client, a partner and a supplier at once; it is entered once."),
        _("One person speaks with a client: his manager, and the history of managers is kept."),
        _("Every client has a status in plain words and a next step with a date."),
        _("A hand-over is finished when the receiver acknowledges it and rates the relationship."),
        _("Whom one must not write to stands in its own list, and no letter leaves to them."),
    ),
)
