"""The room's help in five lines, shown by «?» on its pages."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Journal"),
    lines=(
        _("Every call, letter, meeting, note, price and payment of a client stands in one stream."),
        _("Nothing is edited or deleted: what was wrong is put right by the next entry."),
        _("An entry with a lock is internal; the client never sees it."),
        _("To tell the client, reword an internal entry: yours stays as it was, the new one is for him."),
        _("Letters leave through the outbox: what the mail server did not take is sent again by itself."),
    ),
)
