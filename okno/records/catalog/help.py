"""The room in five lines: what «?» says on its pages."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Price list"),
    lines=(
        _("Services and their configurations, with what each costs us and what we ask for it."),
        _(
            "The floor price follows from the cost by a formula that the management sets, with "
            "versions by date."
        ),
        _(
            "Where the cost is unknown the floor is unknown too, and such a line is not sent without "
            "a decision."
        ),
        _("A new cost or formula shows at once which prices fell below the floor."),
        _("Locations say where a service can be had now and where only later."),
    ),
)
