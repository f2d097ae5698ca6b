"""A reason of losses is renamed, asks who won or not, stands higher or lower (L5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, Invalid, allow
from okno.kernel.kept import keep
from okno.kernel.text import fold
from okno.people.models import Employee
from okno.sales.events import LossReasonChanged
from okno.sales.models import LossReason
from okno.sales.permissions import can_change_loss_reason


@action
def change_loss_reason(
    *,
    reason: LossReason,
    name: str | None = None,
    asks_competitor: bool | None = None,
    place: int | None = None,
    by: Employee | None,
    at: datetime,
) -> LossReason:
    """What is None stays. `place` counts from 1 among those beside it; deals follow the new name.

    An empty name of a reason that every company begins with gives it the word of the house again.
    """
    allow(can_change_loss_reason(by))
    if not LossReason.objects.in_use().filter(pk=reason.pk).exists():
        raise Conflict(_("This reason is not chosen any more: add it again to change it."))
    beside = list(LossReason.objects.in_use().filter(parent=reason.parent))
    before = reason.word
    if name is not None:
        reason.name = _checked(reason, name, beside)
    if asks_competitor is not None:
        reason.asks_competitor = asks_competitor
    reason.save(update_fields=["name", "asks_competitor"])
    if place is not None:
        _stand(reason, place, beside)
    record(
        LossReasonChanged,
        subject=reason,
        company=None,
        by=by,
        at=at,
        before=keep(before),
        reason=keep(reason.word),
    )
    return reason


def _checked(reason: LossReason, name: str, beside: list[LossReason]) -> str:
    name = " ".join(name.split())[:100]
    if fold(name) == fold(str(reason.word)):
        # The word of the house typed over itself stays a word that each reads in his language.
        return reason.name
    others = {fold(str(one.word)) for one in beside if one.pk != reason.pk}
    reason = LossReason(code=reason.code, name=name)
    if not name and reason.word == reason.code:
        raise Invalid(name=_("Name the reason."))
    if fold(str(reason.word)) in others:
        raise Invalid(name=_("There is such a reason already."))
    return name


def _stand(reason: LossReason, place: int, beside: list[LossReason]) -> None:
    others = [one for one in beside if one.pk != reason.pk]
    others.insert(max(0, place - 1), reason)
    for number, one in enumerate(others, start=1):
        one.position = number * 10
    LossReason.objects.bulk_update(others, ["position"])
