"""By what deals are compared: one place for the report's GROUP BY and for the list that a figure opens.

A figure and its list agree because both ask here: `grouped` counts by a dimension, `only` narrows to a value.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Model, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okno.attract.deals.losses import branch_of, path_of, reason_tree
from okno.attract.deals.models import Deal, PipelineStage
from okno.attract.leads.models import Lead, SourceType
from okno.ground.kernel.errors import Text
from okno.ground.kernel.row_ids import id_of
from okno.records.catalog.models import Service
from okno.team.people.models import Employee

# In an address: what is not known. A value never begins so: codes are slugs, keys are numbers.
UNKNOWN = "~"
# A reason without the finer ones under it.
ITSELF = "~itself"
# A month's fees, in minor units: from the first to below the second. A house of servers and of search
# promotion has most of its deals below 100,000 a month; each band is about three times the one before.
BANDS: dict[str, tuple[int, int | None, Text]] = {
    "to_10": (0, 10_000_00, _("up to 10,000 a month")),
    "to_30": (10_000_00, 30_000_00, _("10,000 to 30,000 a month")),
    "to_100": (30_000_00, 100_000_00, _("30,000 to 100,000 a month")),
    "from_100": (100_000_00, None, _("100,000 a month and more")),
}


@dataclass(frozen=True)
class Dimension:
    """`path` is what SQL groups by; values that say nothing (`blank`) are told as not known, apart."""

    code: str
    word: Text
    path: Any
    blank: tuple[str, ...] = ("",)
    is_number: bool = False
    # Whether its values have an order of their own; others stand by how many there are.
    is_ordered: bool = False

    def grouped(self, rows: QuerySet[Any], name: str) -> QuerySet[Any]:
        """Return the rows with the dimension's value under `name`, to group by."""
        return rows.annotate(**{name: _path(self.path)})

    def only(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Return the rows of one value as an address writes it; none for a value that cannot be."""
        named = rows.alias(asked_value=_path(self.path))
        if value == UNKNOWN:
            blank = Q(asked_value__isnull=True)
            return named.filter(blank if self.is_number else blank | Q(asked_value__in=self.blank))
        if self.code == "reason":
            return rows.filter(loss_reason__in=_reasons(value))
        if self.is_number:
            key = id_of(value)
            return rows.none() if key is None else named.filter(asked_value=key)
        return named.filter(asked_value=value)

    def labels(self) -> dict[Any, Text] | None:
        """Return the labels of its values in their order; None where a value is its own label."""
        return _LABELS[self.code]() if self.code in _LABELS else None


def _path(path: Any) -> Any:
    return F(path) if isinstance(path, str) else path


def _reasons(value: str) -> list[str]:
    """Return a reason with all the finer ones; with `ITSELF` after it, without them."""
    if value.endswith(ITSELF):
        return [value.removesuffix(ITSELF)]
    branch = branch_of(reason_tree(everything=True), value)
    return branch.codes() if branch else []


def reason_words() -> dict[Any, Text]:
    tree = reason_tree(everything=True)
    codes = [code for top in tree for code in top.codes()]
    return {code: " → ".join(str(word) for word in path_of(tree, code)) for code in codes}


def _named(model: type[Model]) -> Any:
    return lambda: {thing.pk: str(thing) for thing in model._default_manager.all()}


_LABELS: dict[str, Any] = {
    "reason": reason_words,
    "service": _named(Service),
    "manager": _named(Employee),
    "stage": lambda: {stage.code: stage.word for stage in PipelineStage.objects.all()},
    "price": lambda: {code: band[2] for code, band in BANDS.items()},
    "source_type": lambda: dict(SourceType.choices),
    "channel": lambda: dict(Lead.Channel.choices),
    "attitude": lambda: dict(Deal.Attitude.choices),
}

_PRICE = Case(
    *(
        When(Q(monthly_minor__gte=low) & (Q(monthly_minor__lt=high) if high else Q()), then=Value(code))
        for code, (low, high, _word) in BANDS.items()
    ),
    default=Value(""),
)
_ALL = (
    Dimension("reason", _("Reason"), "loss_reason_id", blank=("", "not_recorded")),
    Dimension("service", pgettext_lazy("dimension", "Service"), "service_id", is_number=True),
    Dimension("price", _("Price"), _PRICE, is_ordered=True),
    Dimension("source_type", _("Nature"), "lead__source_type", is_ordered=True),
    Dimension("channel", _("Channel"), "lead__channel"),
    Dimension("campaign", _("Campaign"), "lead__campaign"),
    Dimension("manager", pgettext_lazy("dimension", "Manager"), "owner_id", is_number=True),
    Dimension("stage", _("Stage"), "stage_id", is_ordered=True),
    Dimension("attitude", _("Attitude"), "attitude", blank=("", "not_recorded"), is_ordered=True),
    Dimension("competitor", _("Competitor"), "competitor"),
)
DIMENSIONS: dict[str, Dimension] = {dimension.code: dimension for dimension in _ALL}
