"""The shape and colour of a status; its tone stands on the model's choices, beside the word for people."""

from dataclasses import dataclass
from typing import Any

from okno.ground.kernel.statuses import Tone


@dataclass(frozen=True, slots=True)
class Look:
    tone: Tone
    icon: str


# Never colour alone: each tone has a shape of its own.
LOOKS = {
    Tone.NEW: Look(Tone.NEW, "circle"),
    Tone.WAIT: Look(Tone.WAIT, "hourglass-split"),
    Tone.RUN: Look(Tone.RUN, "play-circle"),
    Tone.GOOD: Look(Tone.GOOD, "check-circle-fill"),
    Tone.BAD: Look(Tone.BAD, "x-octagon-fill"),
    Tone.RISK: Look(Tone.RISK, "exclamation-triangle-fill"),
    Tone.DIM: Look(Tone.DIM, "dash-circle"),
}


def tone_of(thing: Any, field: str = "status") -> Tone:
    """Return the tone of `thing.<field>`, whose StatusChoices stand in its class as `Status`, `Direction` …

    Raises AttributeError when the class has no such choices and ValueError when the value is none of them: a
    status that nobody gave a tone must not pass for a new one.
    """
    choices = getattr(type(thing), field.title().replace("_", ""))
    tone: Tone = choices(getattr(thing, field)).tone
    return tone
