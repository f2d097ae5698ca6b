"""Registration of the room with the house."""

from okno.ground.ui.page_parts import add_to_page
from okno.ground.ui.rooms import Room
from okno.records.clients.help import HELP
from okno.records.relations.page_parts import companies_part, company_part

ROOM = Room(
    "relations",
    urls=True,
    api=True,
    help=HELP,
    panels=[("people.employee", "relations:employee_companies", 10)],
)

add_to_page("clients.company", company_part)
add_to_page("clients.companies", companies_part)
