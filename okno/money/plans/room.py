"""What plans adds to the house."""

from okno.attract.leads.help import HELP
from okno.ground.ui.offers import ClockJob
from okno.ground.ui.rooms import Room

ROOM = Room(
    "plans",
    urls=True,
    api=True,
    help=HELP,
    jobs=[ClockJob("okno.money.plans.actions.take_forecast.take_forecast", 40)],
)
