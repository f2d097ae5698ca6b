"""What an action owes: permission first, a permission of its name, an event, a docstring, a test of its name.

What stands in action_exceptions.toml is excused, one rule at a time, with its reason; an exception that is
not needed any more is a complaint too.
"""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

EXCEPTIONS = "scripts/action_exceptions.toml"


@dataclass(frozen=True)
class Action:
    """A file of an `actions` package, with what it is called everywhere: `invoicing.end_service`."""

    path: Path

    @property
    def verb(self) -> str:
        return self.path.stem

    @property
    def room(self) -> Path:
        return self.path.parent.parent

    @property
    def name(self) -> str:
        return f"{self.room.name}.{self.verb}"

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def function(self) -> ast.FunctionDef | None:
        """Return the verb itself; None when the file has none, which house_rules.py complains of."""
        functions = (node for node in self.tree.body if isinstance(node, ast.FunctionDef))
        return next((node for node in functions if node.name == self.verb), None)


def complaints(root: Path) -> Iterator[str]:
    """Yield what actions lack, then the exceptions that are not needed."""
    excused = exceptions(root)
    lacking: set[tuple[str, str]] = set()
    for action in actions(root):
        for rule, complaint in lacks(action):
            lacking.add((rule, action.name))
            if action.name not in excused.get(rule, {}):
                yield f"{action.path.relative_to(root)}: {complaint}"
    for rule, names in excused.items():
        for name in names:
            if (rule, name) not in lacking:
                yield f"{EXCEPTIONS}: [{rule}] {name} needs no exception any more: take it out"


def exceptions(root: Path) -> dict[str, dict[str, str]]:
    """Return by rule which actions are excused, each with the reason."""
    path = root / EXCEPTIONS
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def actions(root: Path) -> list[Action]:
    """Return the actions of all rooms, in the order of their paths."""
    paths = (path for path in root.glob("okno/**/actions/*.py") if not path.stem.startswith("_"))
    return [Action(path) for path in sorted(paths)]


def lacks(action: Action) -> Iterator[tuple[str, str]]:
    """Yield each rule that the action breaks, with the complaint."""
    function = action.function
    if function is None:
        return
    opening = _opening(function)
    if "allow" not in opening:
        yield "permission_first", "the body opens with allow(can_…)"
    elif f"can_{action.verb}" not in opening:
        yield "own_permission", f"the body opens with allow(can_{action.verb}(…))"
    if f"can_{action.verb}" not in _defined(action.room / "permissions.py"):
        yield "own_permission", f"permissions.py has no can_{action.verb}"
    if not any(name.startswith("record") for name in _called(action.tree)):
        yield "event", "it records no event"
    if ast.get_docstring(function) is None:
        yield "docstring", "it has no docstring: a verb, what is returned and raised, then why"
    # A room above may hold the test: to end a service, its invoice is paid first.
    if not any(action.room.parent.parent.glob(f"*/*/tests/test_{action.verb}.py")):
        yield "test", f"no room has test_{action.verb}.py"


def _opening(function: ast.FunctionDef) -> set[str]:
    """Return the names in the first statement after the docstring, when it is a call of `allow`."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    first = body[0].value if body and isinstance(body[0], ast.Expr) else None
    if not (isinstance(first, ast.Call) and isinstance(first.func, ast.Name) and first.func.id == "allow"):
        return set()
    return {node.id for node in ast.walk(first) if isinstance(node, ast.Name)}


def _called(tree: ast.Module) -> set[str]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {node.func.id for node in calls if isinstance(node.func, ast.Name)}


def _defined(path: Path) -> set[str]:
    """Return the names of functions of a module, those that are another name of one among them."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body if path.exists() else []:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names
