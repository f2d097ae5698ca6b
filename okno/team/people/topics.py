"""What people may be told of, and who wants to hear of it where."""

from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.team.people.models import Employee, NoticeChoice


class Channel(StrEnum):
    PAGE = "in_page"
    MAIL = "by_mail"


# Code → what it is called, and what it brings, in one line.
TOPICS: dict[str, tuple[Lazy, Lazy]] = {
    "clients": (_("My clients"), _("A letter, a call or a note of a colleague about a client you keep.")),
    "promises": (_("Promises"), _("A date comes near or has passed; a promise is handed over or moved.")),
    "approvals": (_("Approvals"), _("Somebody asks for your yes, or yours is granted or declined.")),
    "leads": (_("Leads"), _("A new lead is yours, or the same one has come again.")),
    "handovers": (_("Hand-overs"), _("A client, a deal or everything of a colleague comes to you.")),
    "money": (_("Money"), _("A client has paid, or is late to pay.")),
    "day": (_("The day"), _("The digest of the day, and whose day is not closed.")),
}


def heard(employee: Employee, topic: str, channel: str) -> bool:
    """Return whether the employee wants the topic there; yes until they choose otherwise."""
    return topic in topics_of(employee, channel)


def topics_of(employee: Employee, channel: str) -> set[str]:
    """Return the topics that the employee wants in the page or by mail; one query."""
    silent = employee.notice_choices.filter(**{Channel(channel).value: False})
    return TOPICS.keys() - set(silent.values_list("topic", flat=True))


def choices_of(employee: Employee) -> dict[str, dict[str, bool]]:
    """Return every topic with where the employee is notified of it."""
    made = {choice.topic: choice for choice in NoticeChoice.objects.filter(employee=employee)}
    return {
        topic: {
            channel.value: getattr(made[topic], channel.value) if topic in made else True
            for channel in Channel
        }
        for topic in TOPICS
    }
