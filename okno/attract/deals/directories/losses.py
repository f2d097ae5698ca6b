"""The list of reasons of loss: a tree, of which only the finest are chosen (L5)."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.attract.deals.losses import Branch, branch_of, reason_tree, tree_of
from okno.attract.deals.models import Deal, LossReason
from okno.attract.deals.permissions import can_set_loss_reasons
from okno.ground.directory.directory import Directory, Line
from okno.ground.directory.forms import ItemForm
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Conflict, Invalid, Text
from okno.ground.kernel.localized import freeze
from okno.team.people.models import Employee


class LossReasonForm(ItemForm):
    asks_competitor = forms.BooleanField(label=gettext_lazy("asks who won it"), required=False)


class LossReasonDirectory(Directory[LossReason]):
    """A removed reason comes back by its name, so that the deals lost for it are counted together."""

    model = LossReason
    noun, nouns = "loss_reason", "loss_reasons"
    title = gettext_lazy("Why deals are lost")
    subtitle = gettext_lazy(
        "What a seller chooses when he marks a loss: of reasons with finer ones, only the finer"
    )
    add_title = add_label = gettext_lazy("Add a reason")
    remove_title = gettext_lazy("Remove the reason")
    removed_title = gettext_lazy("Offered no more, still told of old deals")
    removed_note = gettext_lazy("Add one under the same name and place, and it comes back with its deals.")
    last_note = gettext_lazy("This is the last reason: add another before it goes.")
    fields = ("asks_competitor",)
    fixed = ("parent",)
    revives = True
    sentences = {"added": gettext_lazy("{list}: «{item}» is added. {under}")}
    defaults = (
        {"code": "price", "position": 10},
        {"code": "competitor", "position": 20, "asks_competitor": True},
        {"code": "feasibility", "position": 30},
        {"code": "timing", "position": 40},
        {"code": "documents", "position": 50},
        {"code": "silence", "position": 60},
        {"code": "no_need", "position": 70},
        {"code": "other", "position": 80},
        {"code": "not_recorded", "position": 90},
    )
    form_class = LossReasonForm

    def can_set(self, by: Actor) -> bool:
        return can_set_loss_reasons(by)

    def rows(self) -> "QuerySet[LossReason]":
        """Return all but the mark of loaded history, which is never chosen."""
        return LossReason.objects.exclude(code="not_recorded").select_related("parent")

    def group_of(self, item: LossReason) -> Hashable:
        return item.parent_id

    def branch(self, item: LossReason, items: Sequence[LossReason]) -> list[LossReason]:
        """Return the reason with all that is finer."""
        branch = branch_of(tree_of(items), item.code)
        return [finer.reason for finer in branch.walk()] if branch else [item]

    def check(self, fields: dict[str, Any], _item: LossReason | None) -> dict[str, str]:
        if not (above := fields.get("parent")):
            return {}
        branch = branch_of(reason_tree(), above.code)
        if branch is None:
            return {"under": _("This reason is not chosen any more: nothing is put under it.")}
        return (
            {}
            if branch.may_go_finer
            else {"under": _("No finer than this: a report of more levels is not read.")}
        )

    def check_return(self, item: LossReason, items: Sequence[LossReason]) -> None:
        in_use = {other.pk for other in items if other.removed_at is None}
        if item.parent_id and item.parent_id not in in_use:
            raise Conflict(_("The reason above it has been removed: return that one first."))

    def read_place(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Read `under`, the code of the reason that the new one makes finer."""
        if not (code := str(sent.get("under") or "")):
            return {}
        above = next((reason for reason in self.rows() if reason.code == code), None)
        if above is None:
            raise Invalid(under=_("There is no such reason."))
        return {"parent": above}

    def journal_data(self, item: LossReason) -> dict[str, object]:
        return {"under": freeze(item.parent.word) if item.parent else ""}

    def lines(self, items: Sequence[LossReason], by: Employee) -> list[Line[LossReason]]:
        """Return the tree with how many deals were lost for each reason and what is finer."""
        lost = Deal.objects.visible_to(by).filter(status=Deal.Status.LOST).order_by()
        counts = dict(lost.values_list("loss_reason").annotate(count=Count("pk")))
        branches = [branch for top in tree_of(items) for branch in top.walk()]
        return [_line(branch, sum(counts.get(code, 0) for code in branch.codes())) for branch in branches]

    def dress(self, items: Sequence[LossReason]) -> Sequence[LossReason]:
        """Give each reason its branch, and put those in use in the order of the tree."""
        branches = {branch.reason.pk: branch for top in reason_tree() for branch in top.walk()}
        places = {key: place for place, key in enumerate(branches)}
        for item in items:
            item.branch = branches.get(item.pk)  # type: ignore[attr-defined]
        return sorted(items, key=lambda item: places.get(item.pk, len(places)))

    def form(
        self, data: Any = None, item: LossReason | None = None, place: Mapping[str, Any] | None = None
    ) -> ItemForm:
        form = super().form(data, item, place)
        above = item.parent if item else (place or {}).get("parent")
        branch = branch_of(reason_tree(), above.code) if above else None
        if branch and branch.asks:
            # The reason above asks already: there is nothing to choose.
            del form.fields["asks_competitor"]
        return form

    def add_note_at(self, place: Mapping[str, Any]) -> Text:
        above = place.get("parent")
        branch = branch_of(reason_tree(), above.code) if above else None
        if branch is None or not branch.is_leaf:
            return ""
        return _(
            "From now on a seller chooses among the finer ones, «{reason}» itself no more. "
            "What was lost for it stays told of it."
        ).format(reason=above)


def _line(branch: Branch, lost: int) -> Line[LossReason]:
    reason = branch.reason
    finer = f"{reverse('deals:add_loss_reason')}?under={reason.code}"
    return Line(
        reason,
        depth=branch.depth,
        badges=[_("asks who won it")] if reason.asks_competitor else [],
        figures=[(lost or "—", _("deals lost for it"))],
        links=[(finer, _("Add a finer one"))] if branch.may_go_finer else [],
        confirm=_("Offer «{reason}» no more, with all that is finer? Deals lost for it keep it.").format(
            reason=reason
        ),
    )


LOSS_REASONS = LossReasonDirectory()
