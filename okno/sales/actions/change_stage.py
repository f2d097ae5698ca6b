"""A stage is renamed, or asks for something else (L4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.journal.record import record
from okno.kernel.actions import action
from okno.kernel.errors import Conflict, allow
from okno.kernel.kept import keep
from okno.people.models import Employee
from okno.sales.events import StageChanged
from okno.sales.models import PipelineStage
from okno.sales.permissions import can_set_stages
from okno.sales.pipeline.stage_fields import checked, told_changes


@action
def change_stage(
    *, stage: PipelineStage, by: Employee | None, at: datetime, **given: object
) -> PipelineStage:
    """`given`: name, kind, probability_bp, rot_days, conditions; the rest stays as it is.

    An empty name gives a stage that every company begins with its own word back. Deals that stand there are
    asked for nothing: conditions are of entry.
    """
    allow(can_set_stages(by))
    stage.refresh_from_db(from_queryset=PipelineStage.objects.select_for_update(no_key=True))
    others = PipelineStage.objects.in_use().exclude(pk=stage.pk)
    if stage.removed_at is not None:
        raise Conflict(_("The stage «{stage}» has been removed meanwhile.").format(stage=stage))
    before = keep(stage.word)
    fields = checked(given, others, stage)
    changed = [
        (name, getattr(stage, name), value) for name, value in fields.items() if value != getattr(stage, name)
    ]
    if not changed:
        return stage
    for name, _before, value in changed:
        setattr(stage, name, value)
    names = [name for name, _before, _value in changed]
    stage.save(update_fields=names)
    words = {"stage": before, "changes": told_changes(changed), "fields": names}
    record(StageChanged, subject=stage, company=None, by=by, at=at, **words)
    return stage
