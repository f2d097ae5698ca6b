"""What people adds to the house."""

from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.offers import PEOPLE, FirstStep, Link, RecordPage, Verb
from okno.ground.ui.rooms import Room
from okno.team.people.help import HELP
from okno.team.people.models import Employee
from okno.team.people.permissions import ALL, HEADS
from okno.team.people.search import search

ROOM = Room(
    "people",
    urls=True,
    api=True,
    search=search,
    search_place=60,
    help=HELP,
    links=[
        Link("people:employees", _("Team"), "people", 30, PEOPLE, key="e"),
        Link("people:absences", _("Who is where"), "person-walking", 40, PEOPLE, key="w", rare=ALL),
    ],
    creates=[Link("people:invite_employee", _("Employee"), "person-plus", 80, roles=HEADS)],
    verbs=[
        Verb(
            "people:announce_absence",
            _("Announce an absence"),
            _("vacation;sick leave;absence"),
            "person-walking",
            150,
        ),
        Verb(
            "people:invite_employee",
            _("Invite an employee"),
            _("employee;new colleague"),
            "person-plus",
            160,
            roles=HEADS,
        ),
        Verb("people:settings", _("My settings"), _("settings;profile"), "sliders", 170),
    ],
    record_pages=[RecordPage("people:employee", "people.Employee", "person-badge", _("Colleague"))],
    first_steps=[
        FirstStep(
            "team",
            20,
            _("The team"),
            _("Each sees what is his: promises reach people, leads are shared out in turn."),
            _("Invite an employee"),
            "people:invite_employee",
            "people",
            proof=lambda: Employee.objects.exclude(pk=OuterRef("pk")),
        )
    ],
)
