"""What STYLE.md asks of the shape of the code: sizes, names, one verb in a file of actions/."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES, FUNCTION_LINES, VIEW_LINES, README_LINES = 300, 40, 25, 40
VAGUE = {"utils", "common", "helpers", "base", "services", "misc"}
FREE = {"migrations", "tests", "vendor", "fonts", "locale", "__pycache__"}
MEASURED = {".py", ".html", ".js", ".typ"}


def complaints(root: Path = ROOT) -> Iterator[str]:
    for path in sorted([*root.glob("okno/**/*"), *root.glob("scripts/*.py")]):
        inner = path.relative_to(root)
        if path.is_dir() or FREE & set(inner.parts):
            continue
        if (vague := VAGUE & {inner.stem, *inner.parts[:-1]}) and inner.suffix == ".py":
            yield f"{inner}: {vague.pop()!r} says nothing; name it by what it owns"
        if inner.suffix in MEASURED:
            text = path.read_text(encoding="utf-8")
            lines = len(text.splitlines())
            if lines > FILE_LINES:
                yield f"{inner}: {lines} lines, {FILE_LINES} at most"
            if inner.suffix == ".py":
                yield from _python(inner, text)
        elif inner.name == "README.md" and len(path.read_text(encoding="utf-8").splitlines()) > README_LINES:
            yield f"{inner}: a room's README has {README_LINES} lines at most"


def _python(inner: Path, text: str) -> Iterator[str]:
    try:
        tree = ast.parse(text, feature_version=(3, 11))
    except SyntaxError as error:
        yield f"{inner}:{error.lineno}: {error.msg} in Python 3.11"
        return
    is_view = inner.stem == "views" or "views" in inner.parts
    limit = VIEW_LINES if is_view else FUNCTION_LINES
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > limit:
            yield f"{inner}:{node.lineno}: {node.name} has {_length(node)} lines, {limit} at most"
    if inner.parent.name == "actions" and not inner.stem.startswith("_"):
        yield from _action(inner, tree)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end; the docstring is free."""
    first = node.body[0]
    docstring = 0
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        docstring = (first.end_lineno or first.lineno) - first.lineno + 1
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def _action(inner: Path, tree: ast.Module) -> Iterator[str]:
    """One file, one public function of the same name, decorated, keyword-only."""
    public = [
        node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    names = [node.name for node in public]
    if names != [inner.stem]:
        here = ", ".join(names) or "none"
        yield f"{inner}: an action's file has one public function, {inner.stem}; here: {here}"
        return
    decorators = {node.id for node in public[0].decorator_list if isinstance(node, ast.Name)}
    if "action" not in decorators:
        yield f"{inner}: {inner.stem} is not decorated with @action"
    if public[0].args.args or public[0].args.posonlyargs:
        yield f"{inner}: {inner.stem} takes keywords only: put * first"


def main() -> int:
    found = list(complaints())
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
