"""What compensation adds to the house."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import PEOPLE, Link
from okno.ground.ui.rooms import Room
from okno.money.compensation.help import HELP
from okno.team.people.permissions import ALL

ROOM = Room(
    "compensation",
    urls=True,
    api=True,
    help=HELP,
    panels=[("people.employee", "compensation:employee_payslips", 20)],
    links=[
        Link("compensation:payslips", _("Payslips"), "wallet2", 10, PEOPLE, key="p"),
        Link("compensation:plans", _("Pay plans"), "journal-text", 20, PEOPLE, rare=ALL),
    ],
)
