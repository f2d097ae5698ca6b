"""Plain English: a variable bears the name of its thing, the docstring of a function opens with a verb."""

import ast
from collections.abc import Iterator
from pathlib import Path

from okno.top.tools.measure import NOT_A_VERB

ROOT = Path(__file__).resolve().parent.parent
# Participles that say that something happened to a thing and not which thing it is; and no name at all.
RIDDLES = {"told", "said", "asked", "given", "found", "known", "shown", "one", "wide"}
FREE = {"migrations", "tests", "locale", "__pycache__"}


def complaints(root: Path = ROOT) -> Iterator[str]:
    """Yield a complaint for each riddle in the code of the product and of its checks."""
    for path in sorted([*root.glob("okno/**/*.py"), *root.glob("scripts/*.py")]):
        inner = path.relative_to(root)
        if not FREE & set(inner.parts):
            yield from _riddles(inner, ast.parse(path.read_text(encoding="utf-8")))


def _riddles(inner: Path, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node) or ""
            if match := NOT_A_VERB.match(text):
                opening = f"the docstring of {node.name} opens with {match[0]!r}"
                yield f"{inner}:{node.lineno}: {opening}: open it with a verb"
        if (name := _bound(node)) in RIDDLES:
            line = getattr(node, "lineno", 1)
            yield f"{inner}:{line}: {name!r} names what happened to a thing: name the thing"


def _bound(node: ast.AST) -> str:
    """Return the name that the node gives to a value; an empty string when it gives none."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    return node.arg if isinstance(node, ast.arg) else ""
