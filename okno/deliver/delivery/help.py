"""The help of the room's pages, in five lines."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Orders"),
    lines=(
        _("An order is the work after the signing: steps, each with a role and a date."),
        _("No order starts before its first invoice is paid in full."),
        _("Dates are set by engineers; the manager tells the client only what they confirmed."),
        _("When a step is done, press it: the next one becomes possible."),
        _("The client's acceptance starts the service and its first charge."),
    ),
)
