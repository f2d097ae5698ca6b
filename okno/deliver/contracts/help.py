"""The help of the room's pages, in five lines."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Contracts"),
    lines=(
        _("A contract is made of the accepted quote, line by line, at the same price."),
        _("A price that differs from the quote is refused: make a new version of the quote first."),
        _("The client's own form is allowed; its price is checked the same way."),
        _("The signing wins the deal, takes the capacity, opens the order and issues the first invoice."),
        _("A draft may be cancelled; a signed one stays as it is."),
    ),
)
