"""One verb over many marked things: how many at once, and what becomes of those that cannot."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Invalid, OknoError

AT_MOST = 500


@dataclass(frozen=True)
class Skipped:
    """A thing that stays as it was, and why."""

    thing: Any
    reason: str


@dataclass(frozen=True)
class BulkResult:
    done: list[Any] = field(default_factory=list)
    left: list[Skipped] = field(default_factory=list)


def limit_bulk(most: int, **marked: Collection[object]) -> None:
    """Invalid, by the name of what was marked, where there are more: what is cut off in silence is lost."""
    for name, things in marked.items():
        if len(things) > most:
            raise Invalid(**{name: _("At most {count} at once.").format(count=most)})


def apply_each(deals: Collection[Any], act: Callable[[Any], object]) -> BulkResult:
    """Do the verb to each deal in the order of their numbers, and return who was skipped and why.

    The order makes two people who do it at once wait for each other once, and not for ever.
    """
    limit_bulk(AT_MOST, deals=deals)
    result = BulkResult()
    # By key, so that two bulk verbs over the same rows lock them in one order and cannot wait for each other.
    for deal in sorted(deals, key=lambda marked: marked.pk):
        try:
            # One thing a savepoint: what is refused takes back itself alone, the others of the bulk stay
            # done.
            with transaction.atomic():
                act(deal)
        except OknoError as error:
            result.left.append(Skipped(deal, str(error)))
        else:
            result.done.append(deal)
    return result
