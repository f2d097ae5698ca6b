"""What lead_imports adds to the house."""

from django.utils.translation import gettext_lazy as _

from okno.attract.lead_imports.door import LeadsImport
from okno.attract.lead_imports.page_parts import leads_part
from okno.attract.leads.help import HELP
from okno.ground.imports.importers import IMPORTERS
from okno.ground.ui.offers import Link, Verb
from okno.ground.ui.page_parts import add_to_page
from okno.ground.ui.rooms import Room
from okno.team.people.models import Role
from okno.team.people.permissions import HEADS

ROOM = Room(
    "lead_imports",
    urls=True,
    help=HELP,
    creates=[
        Link(
            "lead_imports:upload_leads",
            _("Leads from a file"),
            "file-earmark-arrow-up",
            20,
            roles=(Role.MARKETER, *HEADS),
        )
    ],
    verbs=[
        Verb(
            "lead_imports:upload_leads",
            _("Load leads from a file"),
            _("import;upload leads"),
            "file-earmark-arrow-up",
            110,
            roles=(Role.MARKETER, *HEADS),
        )
    ],
)

IMPORTERS.register(LeadsImport)
add_to_page("leads.leads", leads_part)
