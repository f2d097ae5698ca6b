"""The room in five lines: what «?» says on its pages."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Team"),
    lines=(
        _("Everybody who works here, with the roles that open pages to them."),
        _("New people come by invitation only; one person may hold several roles."),
        _(
            "An absence names its dates and a substitute: promises and clients reach the substitute "
            "and come back by themselves."
        ),
        _("Who leaves hands everything over to a successor in one step, and his sign-in stops the same day."),
        _("In your settings you choose what to hear of, in the page and by mail."),
    ),
)
