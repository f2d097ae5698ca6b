"""Help for the pages of approvals."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Approvals"),
    lines=(
        _("Here somebody asks for a yes to exactly one thing: this line, this price, this configuration."),
        _("Look at the two figures and at what breaks if you agree."),
        _("A yes works once and until its date; any change of the line voids it."),
        _("Say why, whichever way you decide: the reason is read later."),
        _("All who may decide see the question at once; old decisions stay readable."),
    ),
)
