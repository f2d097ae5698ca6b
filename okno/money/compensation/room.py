"""What compensation adds to the house."""

from okno.ground.ui.rooms import Room
from okno.money.compensation.help import HELP

ROOM = Room(
    "compensation",
    urls=True,
    api=True,
    help=HELP,
    panels=[("people.employee", "compensation:employee_payslips", 20)],
)
