"""The list of stages: what each is called, how likely a deal there is won, what it asks for (L4)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from okno.attract.deals.events import DealMoved
from okno.attract.deals.models import Deal, PipelineStage, StageVisit
from okno.attract.deals.permissions import can_set_stages
from okno.attract.deals.pipeline.conditions import condition_choices, conditions
from okno.attract.deals.pipeline.stages import stage_choices
from okno.ground.directory.directory import Directory, Line
from okno.ground.directory.forms import ItemForm
from okno.ground.journal.record import record_each
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Invalid, Text
from okno.ground.kernel.localized import freeze
from okno.ground.ui.fields import PercentField
from okno.ground.ui.formatting import percent_text
from okno.team.people.models import Employee

BATCH = 500
LONGEST_ROT = 1000


class StageForm(ItemForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Type"),
        choices=PipelineStage.Kind.choices,
        help_text=gettext_lazy("Losses at document approval are counted apart."),
    )
    probability_bp = PercentField(label=gettext_lazy("Probability"))
    rot_days = forms.IntegerField(label=gettext_lazy("Stale after, days"), min_value=1, initial=14)
    conditions = forms.MultipleChoiceField(
        label=gettext_lazy("Conditions of entry"),
        choices=condition_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class RemoveStageForm(forms.Form):
    """`to` is asked when deals stand in the stage."""

    to = forms.ChoiceField(label=gettext_lazy("Where its deals go"))

    def __init__(self, data: Any, *, stage: PipelineStage) -> None:
        super().__init__(data)
        others = [choice for choice in stage_choices() if choice[0] != stage.code]
        self.fields["to"].choices = [("", "—"), *others]  # type: ignore[attr-defined]
        if not _deals_at(stage):
            del self.fields["to"]


class StageDirectory(Directory[PipelineStage]):
    model = PipelineStage
    noun, nouns = "stage", "stages"
    title = gettext_lazy("Stages of deals")
    subtitle = gettext_lazy(
        "The way of a deal to a contract: "
        "what each stage asks for on entry, and how likely a deal there is won."
    )
    add_title = gettext_lazy("New stage")
    add_label = gettext_lazy("Add a stage")
    remove_title = gettext_lazy("Remove the stage")
    removed_note = gettext_lazy("Deals that were closed at a removed stage still show it.")
    last_note = gettext_lazy("This is the last stage: a deal has to stand somewhere. Add another one first.")
    back = ("deals:deals", gettext_lazy("To the board"))
    fields = ("kind", "probability_bp", "rot_days", "conditions")
    name_length = 60
    # An end of a deal is never called as a stage.
    reserved = Deal.Status.values
    asks_on_removal = True
    sentences = {
        "removed": gettext_lazy("Stage «{item}» is removed; its deals, {deals}, went to «{to}»"),
    }
    defaults = (
        {"code": "qualification", "position": 10, "probability_bp": 1_000, "rot_days": 7},
        {"code": "proposal", "position": 20, "probability_bp": 3_000, "rot_days": 10},
        {"code": "negotiation", "position": 30, "probability_bp": 5_000, "rot_days": 14},
        {"code": "documents", "position": 40, "probability_bp": 8_000, "rot_days": 14, "kind": "documents"},
    )
    form_class = StageForm

    def can_set(self, by: Actor) -> bool:
        return can_set_stages(by)

    def check(self, fields: dict[str, Any], item: PipelineStage | None) -> dict[str, str]:
        wrong = {}
        if item is None:
            fields.setdefault("probability_bp", 0)
        if fields.get("kind", PipelineStage.Kind.WORK) not in PipelineStage.Kind.values:
            wrong["kind"] = _("Choose one of the types.")
        if not 0 <= fields.get("probability_bp", 0) <= 10_000:
            wrong["probability_bp"] = _("A probability is from 0 to 100 %.")
        if not 1 <= fields.get("rot_days", 1) <= LONGEST_ROT:
            wrong["rot_days"] = _("From 1 to {days} days.").format(days=LONGEST_ROT)
        if "conditions" in fields:
            chosen = set(fields["conditions"])
            fields["conditions"] = [code for code in conditions() if code in chosen]
            if len(fields["conditions"]) != len(chosen):
                wrong["conditions"] = _("There is no such condition.")
        return wrong

    def clear(self, item: PipelineStage, *, by: Actor, at: datetime, to: str = "") -> dict[str, object]:
        """Move the open deals of the stage to the stage with the code `to`.

        `to` may be left out when there are none. Closed deals stay where they were closed. Conditions of
        entry are not asked, because it is not the deals that move.
        """
        # Locked by key: a removal and a bulk move that meet in the same deals take them in one order.
        standing = Deal.objects.open().filter(stage=item).select_for_update(of=("self",), no_key=True)
        deals = list(standing.select_related("company").order_by("pk"))
        receiver = next((stage for stage in self.in_use() if stage.code == to), None)
        if to and (receiver is None or receiver.pk == item.pk):
            raise Invalid(to=_("There is no such stage."))
        if deals and receiver is None:
            raise Invalid(to=_("Choose the stage where its deals go: {count}.").format(count=len(deals)))
        if receiver is not None:
            _move(deals, item, receiver, by, at)
        return {"deals": len(deals), "to": freeze(receiver.word) if receiver else "—"}

    def lines(self, items: Sequence[PipelineStage], _by: Employee) -> list[Line[PipelineStage]]:
        counts = dict(Deal.objects.open().order_by().values_list("stage").annotate(count=Count("pk")))
        return [_line(stage, counts.get(stage.code, 0)) for stage in items]

    def warning(self, items: Sequence[PipelineStage]) -> Text:
        if any(stage.kind == PipelineStage.Kind.DOCUMENTS for stage in items):
            return ""
        return _("No stage is of the type «document approval»: losses there are not counted apart.")

    def show(self, field: str, value: Any) -> str | None:
        if field == "probability_bp":
            return percent_text(value)
        return ", ".join(_condition_names(value)) or "—" if field == "conditions" else None

    def removal_form(self, item: PipelineStage, data: Any = None) -> forms.Form:
        return RemoveStageForm(data, stage=item)

    def removal_note(self, item: PipelineStage) -> Text:
        count = _deals_at(item)
        if not count:
            return _("No deal stands here now.")
        return ngettext(
            "{count} deal stands here. It goes where you say, and its journal tells so.",
            "{count} deals stand here. They go where you say, and the journal of each tells so.",
            count,
        ).format(count=count)


def _deals_at(stage: PipelineStage) -> int:
    return Deal.objects.open().filter(stage=stage).count()


def _condition_names(codes: Sequence[str]) -> list[str]:
    all_conditions = conditions()
    return [str(all_conditions[code].word) for code in codes if code in all_conditions]


def _line(stage: PipelineStage, deals: int) -> Line[PipelineStage]:
    names = ", ".join(_condition_names(stage.conditions))
    return Line(
        stage,
        kind=stage.get_kind_display(),
        note=_("On entry: {conditions}").format(conditions=names)
        if names
        else _("Asks for nothing on entry"),
        figures=(
            (percent_text(stage.probability_bp), _("probability")),
            (stage.rot_days, _("days until stale")),
            (deals, ngettext("deal now", "deals now", deals)),
        ),
    )


def _move(deals: list[Deal], stage: PipelineStage, to: PipelineStage, by: Actor, at: datetime) -> None:
    """Move the deals in sets, however many: their stays end and begin, each has its entry in the journal."""
    standing = Deal.objects.open().filter(stage=stage)
    StageVisit.objects.filter(deal__in=standing, left_at__isnull=True).update(left_at=at)
    StageVisit.objects.bulk_create(
        (StageVisit(deal=deal, stage=to, entered_at=at, moved_by=by.employee) for deal in deals),
        batch_size=BATCH,
    )
    # Another count than the rows that were locked: a deal has left or come meanwhile, and its visit would be
    # wrong.
    if standing.update(stage=to, stage_since_at=at) != len(deals):
        raise Conflict(_("A deal of this stage has just been closed by somebody: try once more."))
    names = {"before": freeze(stage.word), "stage": freeze(to.word)}
    moves = ((deal, {"title": deal.title, **names}) for deal in deals)
    record_each(DealMoved, moves, by=by, at=at)


STAGES = StageDirectory()
