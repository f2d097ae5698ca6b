"""What today adds to the house."""

from okno.ground.ui.rooms import Room
from okno.read.today.help import HELP

ROOM = Room(
    "today",
    urls=True,
    api=True,
    help=HELP,
    panels=[
        ("clients.company", "today:company_papers", 90),
        ("people.employee", "today:employee_papers", 40),
    ],
)
