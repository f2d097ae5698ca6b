"""A move is taken back: the deal stands where it stood, as long as it has stood there (L4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.deals.events import DealMoved, MoveUndone
from okno.attract.deals.models import Deal, StageVisit
from okno.attract.deals.permissions import can_undo_move
from okno.attract.deals.pipeline.stages import stage_to_come
from okno.ground.journal.models import Entry
from okno.ground.journal.record import record
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, allow
from okno.ground.kernel.localized import freeze
from okno.ground.kernel.moves import changed_meanwhile


@action
def undo_move(*, deal: Deal, by: Actor, at: datetime) -> Deal:
    """Undo one's own last move, as long as nothing has happened to the deal since.

    The mistaken visit leaves the log and the one before it goes on; the journal keeps both entries.
    """
    allow(can_undo_move(by, deal))
    _last, before = _last_two(deal)
    # The stage is held before the deal, as whoever moves or removes does.
    to = stage_to_come(str(before.stage_id))
    if to is None:
        raise Conflict(_("The stage «{stage}» has been removed meanwhile.").format(stage=before.stage))
    deal.refresh_from_db(from_queryset=Deal.objects.select_for_update(no_key=True))
    last, before = _last_two(deal)
    _check(deal, by)
    if before.stage_id != to.code:
        raise changed_meanwhile(deal)
    facts = {"title": deal.title, "before": freeze(deal.stage.word), "stage": freeze(to.word)}
    last.delete()
    StageVisit.objects.filter(pk=before.pk).update(left_at=None)
    deal.stage, deal.stage_since_at = to, before.entered_at
    deal.save(update_fields=["stage", "stage_since_at"])
    record(MoveUndone, subject=deal, by=by, at=at, **facts)
    return deal


def _last_two(deal: Deal) -> tuple[StageVisit, StageVisit]:
    stays = list(
        StageVisit.objects.filter(deal=deal).select_related("stage").order_by("-entered_at", "-pk")[:2]
    )
    if not deal.is_open or len(stays) < 2 or stays[0].left_at or stays[1].left_at != stays[0].entered_at:
        raise Conflict(_("There is no move of this deal to take back."))
    return stays[0], stays[1]


def _check(deal: Deal, by: Actor) -> None:
    latest = Entry.objects.about(deal).order_by("-at", "-pk").first()
    if latest is None or latest.kind != DealMoved.name:
        raise Conflict(_("Something has happened to the deal since it was moved: move it by hand."))
    if by.employee is None or latest.by_id != by.employee_id:
        raise Conflict(_("Somebody else has moved the deal since: only he can take it back."))
