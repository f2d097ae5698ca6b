"""One verb over many marked things: how many at once, and what becomes of those that cannot."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from okno.kernel.errors import Invalid, OknoError
from okno.sales.models import Deal

AT_MOST = 500


@dataclass(frozen=True)
class Left:
    """A deal that stays as it was, and why."""

    deal: Deal
    reason: str


@dataclass(frozen=True)
class AtOnce:
    done: list[Deal] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def no_more_than(most: int, **marked: Collection[object]) -> None:
    """Invalid, by the name of what was marked, where there are more: what is cut off in silence is lost."""
    for name, things in marked.items():
        if len(things) > most:
            raise Invalid(**{name: _("At most {count} at once.").format(count=most)})


def each(deals: Collection[Deal], act: Callable[[Deal], object]) -> AtOnce:
    """In the order of their numbers, so that of two who do it at once none waits for the other for ever."""
    no_more_than(AT_MOST, deals=deals)
    told = AtOnce()
    for deal in sorted(deals, key=lambda one: one.pk):
        try:
            with transaction.atomic():
                act(deal)
        except OknoError as error:
            told.left.append(Left(deal, str(error)))
        else:
            told.done.append(deal)
    return told
