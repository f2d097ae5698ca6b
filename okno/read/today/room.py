"""What today adds to the house."""

from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import REPORTS, TODAY, ClockJob, Link
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
    links=[
        Link("today:today", _("Today"), "sun", 20, TODAY, key="t", thumb_place=10),
        Link("today:digest", _("Digest of the day"), "newspaper", 50, REPORTS, key="n"),
    ],
    jobs=[ClockJob("okno.read.today.jobs.post_digests", 60)],
)
