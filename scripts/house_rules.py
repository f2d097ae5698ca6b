"""What STYLE.md asks of the shape of the code: sizes, names, one verb in a file of actions/."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import action_rules
import language_rules

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES, FUNCTION_LINES, VIEW_LINES, README_LINES = 300, 40, 25, 40
VAGUE = {"utils", "common", "helpers", "base", "services", "misc"}
FREE = {"migrations", "tests", "vendor", "fonts", "locale", "__pycache__"}
# In UTC that is yesterday until three in the morning: a test with it is red at night.
UTC_DAY = re.compile(r"\bnow(\(\))?\.date\(\)")
MEASURED = {".py", ".html", ".css", ".js", ".typ"}
# Columns of Python are counted by ruff. A template's tag cannot be broken over lines: it gets more room.
LINE_COLUMNS = {".html": 140, ".css": 140, ".js": 120}
# What one person can hold in the head; what does not fit is a room of its own.
ADDRESS = re.compile(r'path\(\s*"[^"]*",\s*(?:\w+\.)*(\w+),\s*name="(\w+)"')
ROOM_LINES, ROOM_FILES, ROOM_ACTIONS = 4500, 60, 25
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
# A semicolon in quotes or brackets (a data: address) parts nothing: both go before the line is split.
_CSS_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_CSS_BRACKETS = re.compile(r"\([^()]*\)")


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
            yield from _columns(inner, text)
            if inner.suffix == ".py":
                yield from _python(inner, text)
            elif inner.suffix == ".css":
                yield from _declarations(inner, text)
        elif inner.name == "README.md" and len(path.read_text(encoding="utf-8").splitlines()) > README_LINES:
            yield f"{inner}: a room's README has {README_LINES} lines at most"
    yield from _utc_days(root)
    yield from _room_sizes(root)


def _utc_days(root: Path) -> Iterator[str]:
    """Yield each line, of tests too, that takes the day of UTC for the day of the company."""
    for path in sorted([*root.glob("okno/**/*.py"), *root.glob("tests/**/*.py")]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if UTC_DAY.search(line):
                yield f"{path.relative_to(root)}:{number}: the day of UTC; local_date(now) is the company's"


def _room_sizes(root: Path) -> Iterator[str]:
    """Yield each room with more lines, files or actions than one may have; tests and migrations are free."""
    for room in sorted(path for path in (root / "okno").glob("*/*") if path.is_dir()):
        files = [path for path in room.rglob("*.py") if not FREE.intersection(path.relative_to(room).parts)]
        actions = [path for path in files if path.parent.name == "actions" and path.stem != "__init__"]
        sizes = {
            "lines of Python": (
                sum(_without_comments(path.read_text(encoding="utf-8").splitlines()) for path in files),
                ROOM_LINES,
            ),
            "Python files": (len(files), ROOM_FILES),
            "actions": (len(actions), ROOM_ACTIONS),
        }
        for what, (count, limit) in sizes.items():
            if count > limit:
                yield f"{room.relative_to(root)}: {count} {what}, {limit} at most in a room"


def _columns(inner: Path, text: str) -> Iterator[str]:
    """Yield a complaint for each line that is longer than its kind of file allows."""
    limit = LINE_COLUMNS.get(inner.suffix)
    if limit is None:
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > limit:
            yield f"{inner}:{number}: {len(line)} columns, {limit} at most"


def _declarations(inner: Path, text: str) -> Iterator[str]:
    """Yield a complaint for each line of CSS with two declarations, or with a block inside a block."""
    bare = _CSS_COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)
    for number, line in enumerate(bare.splitlines(), start=1):
        body, removed = _CSS_QUOTED.sub("", line), 1
        while removed:
            body, removed = _CSS_BRACKETS.subn("", body)
        declarations = body.rpartition("{")[2].partition("}")[0].split(";")
        if sum(1 for part in declarations if part.strip()) > 1 or body.count("{") > 1:
            yield f"{inner}:{number}: one declaration a line"


def _python(inner: Path, text: str) -> Iterator[str]:
    try:
        tree = ast.parse(text, feature_version=(3, 11))
    except SyntaxError as error:
        yield f"{inner}:{error.lineno}: {error.msg} in Python 3.11"
        return
    is_view = inner.stem == "views" or "views" in inner.parts
    limit, lines = VIEW_LINES if is_view else FUNCTION_LINES, text.splitlines()
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if (length := _length(node, lines)) > limit:
            yield f"{inner}:{node.lineno}: {node.name} has {length} lines, {limit} at most"
    yield from _aliases(inner, tree)
    if inner.name == "urls.py":
        yield from _addresses(inner, text)
    yield from _bare_refusals(inner, tree)
    if inner.parent.name == "actions" and not inner.stem.startswith("_"):
        yield from _action(inner, tree)


def _without_comments(lines: list[str]) -> int:
    """Return the number of lines that are not comments alone: no comment is left out to keep a limit."""
    return sum(not line.lstrip().startswith("#") for line in lines)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> int:
    """Return the lines from `def` to the end; the docstring and comments are free."""
    first = node.body[0]
    docstring = 0
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        docstring = (first.end_lineno or first.lineno) - first.lineno + 1
    return _without_comments(lines[node.lineno - 1 : node.end_lineno]) - docstring


def _addresses(inner: Path, text: str) -> Iterator[str]:
    """Yield each address whose name is not its view's: a search for the verb would find half of it."""
    for view, name in ADDRESS.findall(text):
        if view.removesuffix("_view") != name:
            yield f"{inner}: the address {name!r} opens {view}: name it as its view"


def _aliases(inner: Path, tree: ast.Module) -> Iterator[str]:
    """Yield a complaint for each name imported from an `actions` package under another name.

    A search for an action's calls has to find all of them, so it is the view that steps aside: `<verb>_view`.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        packages = (node.module or "").split(".")
        if "actions" in packages and "kernel" not in packages:
            for name in node.names:
                if name.asname:
                    renamed = f"{name.name} is imported as {name.asname}"
                    yield f"{inner}:{node.lineno}: {renamed}; an action keeps its name"


def _bare_refusals(inner: Path, tree: ast.Module) -> Iterator[str]:
    """Yield a complaint for each `raise Forbidden()`: a permission is refused by allow() alone."""
    if inner.name == "errors.py" and inner.parent.name == "kernel":
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and node.exc is not None and ast.unparse(node.exc) == "Forbidden()":
            yield f"{inner}:{node.lineno}: a permission is refused by allow(…), not by raise Forbidden()"


def _action(inner: Path, tree: ast.Module) -> Iterator[str]:
    """Yield what the file of an action lacks: one public function of its name, decorated, keyword-only."""
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
    lines = [*complaints(), *action_rules.complaints(ROOT), *language_rules.complaints(ROOT)]
    print("\n".join(lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
