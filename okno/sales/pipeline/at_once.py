"""One verb over many marked deals: each that can goes, each that cannot is told with its reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from okno.kernel.errors import OknoError
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


def each(deals: Iterable[Deal], act: Callable[[Deal], object]) -> AtOnce:
    """In the order of their numbers, so that of two who do it at once none waits for the other for ever."""
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
