"""The shape and colour of a status, told by its word in the code; the word for people is the model's own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    tone: str
    icon: str


# Never colour alone: each tone has a shape of its own.
TONES = {
    "new": Look("new", "circle"),
    "wait": Look("wait", "hourglass-split"),
    "run": Look("run", "play-circle"),
    "good": Look("good", "check-circle-fill"),
    "bad": Look("bad", "x-octagon-fill"),
    "risk": Look("risk", "exclamation-triangle-fill"),
    "dim": Look("dim", "dash-circle"),
}

STATUS_TONES = {
    "new": ("draft", "new", "open", "asked", "planned", "ready", "lead"),
    "wait": ("waiting", "requested", "sent", "held", "qualified", "unclear", "issued", "queued", "part_paid"),
    "run": ("started", "running", "taken", "payable", "in_work"),
    "good": (
        *("kept", "granted", "used", "won", "accepted", "confirmed", "signed", "paid", "matched", "done"),
        *("locked", "present", "client", "finished", "allocated"),
    ),
    "bad": ("broken", "declined", "lost", "refused", "failed", "overdue"),
    "dim": (
        *("withdrawn", "disqualified", "expired", "superseded", "void", "freed", "cancelled", "ignored"),
        *("ended", "former", "own"),
    ),
}
_BY_STATUS = {status: TONES[tone] for tone, statuses in STATUS_TONES.items() for status in statuses}


def look_of(status: str) -> Look:
    """The look of a status; one that is not in the table looks neutral."""
    return _BY_STATUS.get(status, TONES["new"])
