"""A cache for the time of reading one page. Actions run outside it, since they change the answers."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Open a cache for `cached_for_request`, and drop it with all its answers at the end of the block."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def cached_for_request(key: Hashable, ask: Callable[[], T]) -> T:
    """Return the cached answer for the key, or cache the result of `ask`.

    Outside `reading` nothing is cached, and `ask` is called each time.

    The key must include everything that the answer depends on.
    """
    answers = _answers.get()
    if answers is None:
        return ask()
    if key not in answers:
        answers[key] = ask()
    answer: T = answers[key]
    return answer
