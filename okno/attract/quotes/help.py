"""The room in five lines: what «?» says on its pages."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Quotes"),
    lines=(
        _("A quote is lines with a price, a place and a confirmed possibility, and a link for the client."),
        _("Below the floor nothing leaves without an approval of exactly this line."),
        _("Each line is confirmed by free capacity or by an engineer, with the date until which it holds."),
        _("Changing a line voids its approval and its confirmation."),
        _("The client accepts by one click; a new version replaces the old one, and both stay readable."),
    ),
)
