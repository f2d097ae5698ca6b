"""What quotes adds to the house."""

from okno.attract.deals.pipeline.conditions import STAGE_CONDITIONS
from okno.attract.quotes.help import HELP
from okno.attract.quotes.search import search
from okno.attract.quotes.stage_conditions import CONDITIONS
from okno.ground.ui.rooms import Room

ROOM = Room(
    "quotes",
    urls=True,
    api=True,
    search=search,
    search_place=30,
    help=HELP,
    panels=[("clients.company", "quotes:company_quotes", 60), ("deals.deal", "quotes:deal_quotes", 20)],
)

for condition in CONDITIONS:
    STAGE_CONDITIONS.register(condition)
