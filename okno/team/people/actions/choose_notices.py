"""One says what he wants to be told of, and where."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.team.people.events import NoticesChosen
from okno.team.people.models import Employee, NoticeChoice
from okno.team.people.permissions import can_choose_notices
from okno.team.people.topics import TOPICS, Channel, choices_of


@action
def choose_notices(
    *, employee: Employee, choices: Mapping[str, Mapping[str, bool]], by: Actor, at: datetime
) -> dict[str, dict[str, bool]]:
    """`choices`: topic → {"in_page": …, "by_mail": …}. What is not named stays as it was."""
    allow(can_choose_notices(by, employee))
    if unknown := choices.keys() - TOPICS.keys():
        raise Invalid(choices=_("Nobody tells of «{topic}».").format(topic=min(unknown)))
    before = choices_of(employee)
    after = {topic: {**before[topic], **_known(choices[topic])} for topic in choices}
    changed = {topic: chosen for topic, chosen in after.items() if chosen != before[topic]}
    if not changed:
        return before
    # An upsert by employee and topic: two tabs saved at once leave the later choice, and no error.
    NoticeChoice.objects.bulk_create(
        [NoticeChoice(employee=employee, topic=topic, **chosen) for topic, chosen in changed.items()],
        update_conflicts=True,
        unique_fields=["employee", "topic"],
        update_fields=[channel.value for channel in Channel],
    )
    record(NoticesChosen, subject=employee, by=by, at=at, name=employee.name)
    return {**before, **changed}


def _known(chosen: Mapping[str, bool]) -> dict[str, bool]:
    return {channel.value: bool(chosen[channel.value]) for channel in Channel if channel.value in chosen}
