"""The room in five lines: what «?» says on its pages."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Resources"),
    lines=(
        _("What is sold physically: racks, units, ports, addresses, by location."),
        _("A quote holds capacity until a date; a signed contract takes it."),
        _("The same capacity is never sold twice, whoever comes at the same moment."),
        _("A hold that has ended frees itself; it may be extended while it lasts."),
        _("Engineers set how much there is; sellers see what is free."),
    ),
)
