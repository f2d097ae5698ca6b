"""The room in five lines: what «?» says on its pages."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.help import Help

HELP = Help(
    title=_("Pay"),
    lines=(
        _("A payslip shows what is earned, what is payable now and what waits for its condition."),
        _("Each line opens down to the payment, the contract and the clause of the plan."),
        _("A plan is agreed in writing and has dates; no rule changes backwards."),
        _("Bonuses need the report on attracted clients handed in on time."),
        _("A closed month never changes: what is found later corrects the next one."),
    ),
)
