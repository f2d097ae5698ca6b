"""The room in five lines: what «?» says on its pages."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Today and the digest"),
    lines=(
        _(
            "Today is the list of what waits for you: promises by the hour, then clients without a "
            "status or a next step."
        ),
        _(
            "Nearly everything is done from the line itself: keep, move with a reason, hand over, log"
            " a call, set a status."
        ),
        _("Before you leave, close the day: every client touched today has a fresh status and a next step."),
        _(
            "The digest tells what moved, what is promised and what is at risk, so that a colleague "
            "can pick a client up in a minute."
        ),
        _("The head sees people's days, risks and approvals beside what is attracted and what is kept."),
    ),
)
