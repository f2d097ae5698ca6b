"""Help for the pages of promises."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Promises"),
    lines=(
        _("A promise is what somebody said would happen by a date: what, by whom, to whom, until when."),
        _("Every promise ends kept, broken or withdrawn; none is forgotten in silence."),
        _("Moving asks for a reason and keeps the history: how often, by whom, whose cause."),
        _(
            "A date that concerns the work of engineers is told to a client only once an engineer "
            "confirmed it."
        ),
        _(
            "What is late climbs: first its owner hears of it, then his manager, the head and the "
            "owner of the company."
        ),
    ),
)
