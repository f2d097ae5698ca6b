"""The room in five lines: what «?» says on its pages."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Leads and deals"),
    lines=(
        _(
            "A lead is somebody who may buy: from seed (we were recommended), net (marketing) or "
            "spear (we went to them)."
        ),
        _(
            "Leads are given by rule: a recommended one to the manager of who recommended, the rest by the "
            "rules of the head, then in turn."
        ),
        _("Qualify before you sell: need, budget, who decides, when, where; name the minimum price early."),
        _("A deal moves by stages on the board; only a signed contract wins it."),
        _("A loss always has a reason and the client's attitude: from these the next offer is made."),
    ),
)
