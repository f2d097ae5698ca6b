"""What is set of a stage: checked alike by whoever adds or changes one, told alike in the journal."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.kernel.errors import Invalid, Text
from okno.kernel.kept import later
from okno.sales.models import Deal, PipelineStage
from okno.sales.pipeline.conditions import conditions
from okno.ui.wording import percent_text

LABELS = {
    "name": gettext_lazy("Name of the stage"),
    "kind": gettext_lazy("Type"),
    "probability_bp": gettext_lazy("Probability"),
    "rot_days": gettext_lazy("Stale after, days"),
    "conditions": gettext_lazy("Conditions of entry"),
}
LONGEST_ROT = 1000
_SIGNS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "),  # noqa: SIM905
        strict=True,
    )
)


def code_of(name: str) -> str:
    """A code made of the name, that no stage has had yet; «won» and «lost» are no stages."""
    plain = "".join(_SIGNS.get(sign, sign) for sign in name.lower())
    stem = slugify(plain)[:30].strip("-") or "stage"
    taken = {*PipelineStage.objects.values_list("code", flat=True), *Deal.Status.values}
    named = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in named if code not in taken)


def checked(
    given: Mapping[str, Any], others: Iterable[PipelineStage], stage: PipelineStage | None = None
) -> dict[str, Any]:
    """The fields as they are kept; Invalid names each that cannot be taken."""
    if unknown := set(given) - set(LABELS):
        raise ValueError(f"no such fields: {sorted(unknown)}")
    fields, wrong = dict(given), {}
    if "name" in fields:
        fields["name"] = _name(str(fields["name"]), stage)
        if not fields["name"] and not (stage and stage.is_built_in):
            wrong["name"] = _("Name the stage.")
        if fields["name"] and fields["name"].casefold() in {str(one.word).casefold() for one in others}:
            wrong["name"] = _("There is a stage of this name already.")
    if "kind" in fields and fields["kind"] not in PipelineStage.Kind.values:
        wrong["kind"] = _("Choose one of the types.")
    if not 0 <= fields.get("probability_bp", 0) <= 10_000:
        wrong["probability_bp"] = _("A probability is from 0 to 100 %.")
    if not 1 <= fields.get("rot_days", 1) <= LONGEST_ROT:
        wrong["rot_days"] = _("From 1 to {days} days.").format(days=LONGEST_ROT)
    if "conditions" in fields:
        fields["conditions"] = [code for code in conditions() if code in fields["conditions"]]
        if len(fields["conditions"]) != len(set(given["conditions"])):
            wrong["conditions"] = _("There is no such condition.")
    if wrong:
        raise Invalid(**wrong)
    return fields


def _name(name: str, stage: PipelineStage | None) -> str:
    """The word of the house typed as the name is no name: it goes on to be told in each language."""
    name = " ".join(name.split())[:60]
    if stage and stage.is_built_in and not stage.name and name == str(stage.word):
        return ""
    return name


def told_changes(changed: Iterable[tuple[str, Any, Any]]) -> Text:
    """«Probability: 30 % → 40 %», told anew to each who reads it."""
    kept = list(changed)
    return later(lambda: "; ".join(_told(*one) for one in kept))


def _told(name: str, before: Any, after: Any) -> str:
    words = {"field": LABELS[name], "before": _shown(name, before), "after": _shown(name, after)}
    return _("{field}: {before} → {after}").format(**words)


def _shown(name: str, value: Any) -> str:
    if name == "kind":
        return str(PipelineStage.Kind(value).label)
    if name == "probability_bp":
        return percent_text(value)
    if name == "conditions":
        known = conditions()
        value = ", ".join(str(known[code].word) for code in value if code in known)
    return str(value) if value != "" else "—"
