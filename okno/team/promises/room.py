"""Registration of the room with the house."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import TODAY, ClockJob, Link, RecordPage, Verb
from okno.ground.ui.rooms import Room
from okno.team.people.permissions import ALL
from okno.team.promises.help import HELP
from okno.team.promises.search import search

ROOM = Room(
    "promises",
    urls=True,
    api=True,
    search=search,
    search_place=80,
    help=HELP,
    panels=[
        ("clients.company", "promises:company_promises", 10),
        ("deals.deal", "promises:deal_promises", 40),
        ("delivery.order", "promises:order_promises", 20),
        ("people.employee", "promises:employee_promises", 30),
    ],
    links=[
        Link("promises:promises", _("Promises"), "clock-history", 30, TODAY, key="o"),
        Link("promises:slips", _("Report of slips"), "calendar-x", 60, TODAY, rare=ALL),
    ],
    creates=[Link("promises:make_promise", _("Promise"), "clock-history", 40)],
    verbs=[Verb("promises:make_promise", _("New promise"), _("promise;task;reminder"), "clock-history", 40)],
    record_pages=[RecordPage("promises:promise", "promises.Promise", "clock-history", _("Promise"))],
    jobs=[ClockJob("okno.team.promises.actions.report_overdue.report_overdue", 30)],
)
