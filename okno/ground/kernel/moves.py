"""Changes of status, and of what was seen: an UPDATE that must touch exactly one row."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Conflict, Text


def move(thing: Model, to: str, **changes: Any) -> None:
    """Move `thing.status` to `to` and set `changes` in the same UPDATE.

    The model lists its allowed moves in `TRANSITIONS: set[tuple[str, str]]`. Raises Conflict when the pair is
    not among them, or when somebody else has moved the row first: of two concurrent moves exactly one
    succeeds.
    """
    model: Any = type(thing)
    status: Any = thing.status  # type: ignore[attr-defined]
    if (status, to) not in model.TRANSITIONS:
        raise Conflict(
            _("«{thing}» is already «{status}»: open it again and look.").format(
                thing=thing,
                status=thing.get_status_display(),  # type: ignore[attr-defined]
            )
        )
    change_if(thing, seen={"status": status}, status=to, **changes)


def change_if(thing: Model, *, seen: Mapping[str, object], otherwise: Text = "", **changes: Any) -> None:
    """Set `changes` on the row of `thing` in one UPDATE while the columns in `seen` still hold.

    `seen` takes what a filter takes: a column with its value (None too) or with a lookup. Raises Conflict
    when they hold no longer, with `otherwise` where a sentence of its own helps more. A value of `changes`
    may be an expression; `thing` has the new values afterwards.
    """
    rows = type(thing)._base_manager.filter(pk=thing.pk, **seen)
    if rows.update(**changes) != 1:
        raise Conflict(otherwise) if otherwise else changed_meanwhile(thing)
    computed = [name for name, value in changes.items() if hasattr(value, "resolve_expression")]
    for name, value in changes.items():
        if name not in computed:
            setattr(thing, name, value)
    if computed:
        thing.refresh_from_db(fields=computed)


def changed_meanwhile(thing: object) -> Conflict:
    """Return the Conflict of one who looked at `thing` before somebody else changed it."""
    return Conflict(_("«{thing}» was changed by somebody else: open it again.").format(thing=thing))
