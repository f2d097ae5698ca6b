"""The help of the room's pages, in five lines."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Money"),
    lines=(
        _("A billing run makes all invoices that are due, once, however often it is started."),
        _("A bank statement is loaded as a file; what is loaded again adds nothing."),
        _("Sure payments pay their invoices by themselves; unclear ones wait with suggestions."),
        _("Due today is not overdue."),
        _("A service that has ended bills no more; what was paid ahead stays as the client's credit."),
    ),
)
