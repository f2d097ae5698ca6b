"""Which of today's stages an open row of a file stands in: heads rename, add and remove them (L4)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from okno.attract.deals.models import Deal, PipelineStage
from okno.attract.lead_imports.values import State, read_state
from okno.ground.kernel.errors import Conflict, Text
from okno.ground.kernel.text import fold


@dataclass(frozen=True)
class StagesNow:
    """`named`: codes of those in use by their folded names. `instead`: of one removed, where its rows go."""

    named: dict[str, str]
    words: dict[str, Text]
    instead: dict[str, str]

    def state_of(self, text: str) -> State | None:
        """Won and lost are words of the house; an open row may name any stage in use."""
        state = read_state(text)
        if state is not None and state.status != Deal.Status.OPEN:
            return state
        own = self.named.get(fold(text))
        return State(Deal.Status.OPEN, own) if own else state


def stages_now() -> StagesNow:
    """Return the stages in use by name, in one query.

    A removed stage gives way to the one in use before it; without such, to the first in use.
    """
    named: dict[str, str] = {}
    words: dict[str, Text] = {}
    instead: dict[str, str] = {}
    stages = list(PipelineStage.objects.all())
    before = next(stage.code for stage in stages if stage.removed_at is None)
    for stage in stages:
        words[stage.code] = stage.word
        if stage.removed_at is None:
            before = named[fold(str(stage.word))] = stage.code
        else:
            instead[stage.code] = before
    return StagesNow(named, words, instead)


def hold_named(codes: set[str]) -> None:
    """Held to the end of the load; Conflict when one was removed since the file was read."""
    held = PipelineStage.objects.in_use().select_for_update(no_key=True).order_by("code")
    if codes - {stage.code for stage in held.filter(code__in=codes)}:
        raise Conflict(_("The stages have changed meanwhile: look at the preview again."))
