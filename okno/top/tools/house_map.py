"""docs/MAP.md, made from the code: what each room holds, and which door opens which action.

Files are read, not run: which module imports which action is what a reader would find by searching.
Only the models and the addresses are asked of Django, because they are assembled while it runs.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from ninja import NinjaAPI

from okno.ground.kernel.events import EVENTS
from okno.ground.ui.rooms import path_of_room
from okno.top.config.api import api
from okno.top.config.floors import ROOMS

OKNO = Path(__file__).resolve().parents[2]
TARGET = OKNO.parent / "docs/MAP.md"
DOORS = ("page", "API", "command", "import", "clock")
APART = {"tests", "migrations", "demo"}
HEAD = """# Map

Made by `okno map`; `bin/check` fails when it is stale. Rooms stand in the order of the business:
a room imports only from the rooms below it. Its README.md says what it owns and which invariants it keeps.
"""


@dataclass(frozen=True)
class Module:
    """A Python file of Okno by its dotted name, with what it imports from Okno."""

    name: str
    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.name.split(".")[2:])

    @property
    def is_action(self) -> bool:
        return len(self.parts) == 3 and self.parts[1] == "actions" and not self.parts[2].startswith("_")

    @property
    def door(self) -> str:
        """Return the door that the file is a part of; an empty string for none."""
        inner = self.parts[1:]
        if "commands" in inner:
            return "import" if inner[-1].startswith("import") else "command"
        first = inner[0] if inner else ""
        return {"views": "page", "api": "API", "jobs": "clock", "reactions": "reaction"}.get(first, "")

    @cached_property
    def imports(self) -> frozenset[str]:
        names: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                start = self.name.split(".")
                package = start if self.path.name == "__init__.py" else start[:-1]
                stem = package[: len(package) - node.level + 1] if node.level else []
                module = ".".join([*stem, *([node.module] if node.module else [])])
                names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
        return frozenset(name for name in names if name.startswith("okno."))


@dataclass
class Openings:
    """Where an action is called from."""

    doors: dict[str, set[str]] = field(default_factory=dict)
    inside: set[str] = field(default_factory=set)


def read_modules(root: Path = OKNO) -> dict[str, Module]:
    modules = {}
    for path in sorted(root.rglob("*.py")):
        inner = path.relative_to(root).with_suffix("")
        parts = inner.parts[:-1] if inner.name == "__init__" else inner.parts
        if not APART & set(parts):
            name = ".".join(("okno", *parts))
            modules[name] = Module(name, path)
    return modules


def openings(modules: dict[str, Module]) -> dict[str, Openings]:
    """Return for each action, by its module, the doors that lead to it and the actions that call it."""
    table = {name: Openings() for name, module in modules.items() if module.is_action}
    for module in modules.values():
        if not module.door and not module.is_action:
            continue
        for name in _reached(module, modules):
            if module.is_action:
                table[name].inside.add(module.parts[2])
            elif module.door == "reaction":
                table[name].inside.add("handlers")
            else:
                table[name].doors.setdefault(module.door, set()).add(module.parts[-1])
    return table


def _reached(module: Module, modules: dict[str, Module]) -> set[str]:
    """Actions imported by a module, straight or through modules that are neither doors nor actions."""
    names: set[str] = set()
    seen, waiting = {module.name}, [module]
    while waiting:
        for name in waiting.pop().imports & modules.keys():
            other = modules[name]
            if other.is_action:
                names.add(name)
            elif not other.door and name not in seen:
                seen.add(name)
                waiting.append(other)
    return names - {module.name}


def rooms() -> list[str]:
    """Top first, as the story of a client goes from the end; the settings list them bottom first."""
    return list(reversed(ROOMS))


def render() -> str:
    modules = read_modules()
    table = openings(modules)
    parts = [HEAD, _doors_table(table)]
    addresses, operations = list(_addresses()), list(_operations(api))
    for room in rooms():
        parts.append("\n".join(_room(room, modules, addresses, operations)))
    return "\n".join(parts).rstrip() + "\n"


def _doors_table(table: dict[str, Openings]) -> str:
    lines = [
        "## Actions and their doors",
        "",
        "A dot is a door; a command or an import is named. *Inside*: actions that call it, and `handlers`",
        "for a reaction in `okno/top/config/handlers.py`.",
        "",
        f"| room | action | {' | '.join(DOORS)} | inside |",
        f"| --- | --- |{' --- |' * (len(DOORS) + 1)}",
    ]
    order = {room: place for place, room in enumerate(reversed(rooms()))}
    for name in sorted(table, key=lambda name: (order.get(name.split(".")[2], -1), name)):
        room, action = name.split(".")[2], name.split(".")[-1]
        cells = [_cell(door, table[name].doors.get(door)) for door in DOORS]
        lines.append(f"| {room} | `{action}` | {' | '.join(cells)} | {_code(table[name].inside)} |")
    return "\n".join([*lines, ""])


def _cell(door: str, names: set[str] | None) -> str:
    if not names:
        return ""
    return _code(names) if door in {"command", "import"} else "•"


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def _room(
    room: str,
    modules: dict[str, Module],
    addresses: list[tuple[str, str, str]],
    operations: list[tuple[str, str]],
) -> Iterator[str]:
    own = [module for module in modules.values() if module.parts[:1] == (room,)]
    yield f"## {room}\n"
    readme = path_of_room(room).replace(".", "/") + "/README.md"
    if (OKNO.parent / readme).exists():
        yield f"[{room}/README.md](../{readme})\n"
    models = [
        model.__name__ for model in apps.get_app_config(room).get_models() if not model._meta.auto_created
    ]
    yield from _list("Models", models)
    yield from _list("Actions", (module.parts[2] for module in own if module.is_action))
    yield from _list("Events", _events(room))
    yield from _list("Permissions", _functions(own, "permissions", lambda name: name.startswith("can_")))
    yield from _list("By the clock", _functions(own, "jobs", lambda name: not name.startswith("_")))
    commands = (m.parts[-1] for m in own if "commands" in m.parts and m.parts[-1] != "commands")
    yield from _list("Commands", (f"okno {name}" for name in commands))
    pages = [(name, route) for place, name, route in addresses if place == room]
    if pages:
        yield "Pages:\n"
        yield from (f"- `{name}` `{route}`" for name, route in sorted(pages))
        yield ""
    yield from _list("API", (operation for place, operation in operations if place == room))


def _list(title: str, names: Iterable[str]) -> Iterator[str]:
    listed = _code(names)
    if listed:
        yield f"{title}: {listed}\n"


def _events(room: str) -> Iterator[str]:
    """Return the names of the room's events, those made by its directories too."""
    return (name for name in EVENTS if name.startswith(f"{room}."))


def _functions(own: list[Module], file: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    for module in own:
        if module.parts[1:2] == (file,):
            for node in module.tree.body:
                if isinstance(node, ast.FunctionDef) and wanted(node.name):
                    yield node.name


def _addresses() -> Iterator[tuple[str, str, str]]:
    """Room, name and route of each page."""
    for pattern, route in _walk(get_resolver().url_patterns, "/"):
        module = getattr(getattr(pattern.callback, "view_class", pattern.callback), "__module__", "")
        if module.startswith("okno.") and pattern.name:
            yield module.split(".")[2], pattern.name, route


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[tuple[URLPattern, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield pattern, route


def _operations(ninja: NinjaAPI) -> Iterator[tuple[str, str]]:
    """Room and `METHOD /path` of each API operation, by the module of its function."""
    for prefix, router in ninja._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                room = operation.view_func.__module__.split(".")[2]
                joined = "/" + "/".join(part.strip("/") for part in (prefix, path) if part.strip("/"))
                yield from ((room, f"{method} {joined}") for method in operation.methods)
