"""Registries: a lower room asks a question and a higher room answers it, without an import upwards."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

REGISTRIES: dict[str, "Registry[object]"] = {}


class Registry(Generic[T]):
    """A named list of answers. The lower room declares it, a higher room fills it in its `room.py`."""

    def __init__(self, name: str) -> None:
        """Declare a registry. Raises ValueError when the name is taken."""
        if name in REGISTRIES:
            raise ValueError(f"two registries are named {name}")
        self.name = name
        self._items: list[T] = []
        REGISTRIES[name] = self  # type: ignore[assignment]

    def register(self, item: T) -> T:
        """Add an answer and return it; adding the same one again changes nothing."""
        if item not in self._items:
            self._items.append(item)
        return item

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def only(self) -> T:
        """Return the single answer. Raises LookupError when there is none or more than one."""
        if len(self._items) != 1:
            raise LookupError(f"{self.name} has {len(self._items)} answers, one is wanted")
        return self._items[0]
