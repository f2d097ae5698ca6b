"""State moves: a pair in TRANSITIONS plus an UPDATE that must touch exactly one row."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from okno.kernel.errors import Conflict


def move(thing: Model, to: str, **changes: Any) -> None:
    """Move `thing.status` to `to` and set `changes` in the same UPDATE.

    The model names its allowed moves in `TRANSITIONS: set[tuple[str, str]]`. Raises Conflict when the
    pair is not there or when somebody else moved the row first; of two at once exactly one wins.
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
    touched = model._base_manager.filter(pk=thing.pk, status=status).update(status=to, **changes)
    if touched != 1:
        raise Conflict(_("«{thing}» was changed by somebody else: open it again.").format(thing=thing))
    for name, value in {"status": to, **changes}.items():
        setattr(thing, name, value)
