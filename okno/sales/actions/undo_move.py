"""A move is taken back: the deal stands where it stood, as long as it has stood there (L4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.models import Entry
from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.sales.events import DealMoved, MoveUndone
from okno.sales.models import Deal, StageStay
from okno.sales.permissions import can_move_deal
from okno.sales.pipeline.stages import stage_to_come


@action
def undo_move(*, deal: Deal, by: Employee | None, at: datetime) -> Deal:
    """Only who moved it takes the move back, and only while nothing has happened to the deal since.

    The stay that was a mistake leaves the log, and the one before it goes on; the journal tells both.
    """
    allow(can_move_deal(by, deal))
    _last, before = _last_two(deal)
    # The stage is held before the deal, as whoever moves or removes does.
    to = stage_to_come(str(before.stage_id))
    if to is None:
        raise Conflict(_("The stage «{stage}» has been removed meanwhile.").format(stage=before.stage))
    deal.refresh_from_db(from_queryset=Deal.objects.select_for_update(no_key=True))
    last, before = _last_two(deal)
    _check(deal, by)
    if before.stage_id != to.code:
        raise Conflict(_("«{thing}» was changed by somebody else: open it again.").format(thing=deal))
    words = {"title": deal.title, "before": keep(deal.stage.word), "stage": keep(to.word)}
    last.delete()
    StageStay.objects.filter(pk=before.pk).update(left_at=None)
    deal.stage, deal.stage_since_at = to, before.entered_at
    deal.save(update_fields=["stage", "stage_since_at"])
    record(MoveUndone, subject=deal, company=deal.company, by=by, at=at, **words)
    return deal


def _last_two(deal: Deal) -> tuple[StageStay, StageStay]:
    stays = list(
        StageStay.objects.filter(deal=deal).select_related("stage").order_by("-entered_at", "-pk")[:2]
    )
    if not deal.is_open or len(stays) < 2 or stays[0].left_at or stays[1].left_at != stays[0].entered_at:
        raise Conflict(_("There is no move of this deal to take back."))
    return stays[0], stays[1]


def _check(deal: Deal, by: Employee | None) -> None:
    latest = Entry.objects.about(deal).order_by("-at", "-pk").first()
    if latest is None or latest.kind != DealMoved.name:
        raise Conflict(_("Something has happened to the deal since it was moved: move it by hand."))
    if by is None or latest.by_id != by.pk:
        raise Conflict(_("Somebody else has moved the deal since: only he can take it back."))
