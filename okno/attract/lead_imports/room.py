"""What lead_imports adds to the house."""

from okno.attract.lead_imports.door import LeadsImport
from okno.attract.lead_imports.page_parts import leads_part
from okno.attract.leads.help import HELP
from okno.ground.imports.importers import IMPORTERS
from okno.ground.ui.page_parts import add_to_page
from okno.ground.ui.rooms import Room

ROOM = Room("lead_imports", urls=True, help=HELP)

IMPORTERS.register(LeadsImport)
add_to_page("leads.leads", leads_part)
