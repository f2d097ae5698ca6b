"""The shape of the code in figures: what `okno measure` prints, to compare a change with before."""

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# Docstrings that open so read as riddles: a verb says what a function does.
NOT_A_VERB = re.compile(
    r"(Who|What|Whose|Whoever|Whatever|Those|These|That|This|Of|By|As|With|Which|Where|When|How|Whether|Every|Each|All|"
    r"One|A|An|The|Its|Their|His|Nobody|Nothing|Not|No|Only|None|True|False|In|On|At|From|To|For|If|It|Is)\b"
)
LONG_TEMPLATE, LONG_SCRIPT = 140, 120


@dataclass
class RoomSize:
    """Lines and files of one room without tests, migrations and catalogues; and its actions."""

    lines: int = 0
    files: int = 0
    actions: int = 0


@dataclass
class Measures:
    """What is counted: lengths in lines, docstrings and comments by the piece."""

    file_lines: list[int] = field(default_factory=list)
    function_lines: list[int] = field(default_factory=list)
    code_lines: int = 0
    test_lines: int = 0
    comments: int = 0
    docstrings: int = 0
    verbless_docstrings: int = 0
    template_lines: int = 0
    long_template_lines: int = 0
    long_script_lines: int = 0
    rooms: dict[str, RoomSize] = field(default_factory=lambda: defaultdict(RoomSize))


def tracked(root: Path = ROOT) -> list[str]:
    """Return the files of the repository as git knows them."""
    listing = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True)
    return listing.stdout.splitlines()


def measure(root: Path = ROOT, names: Iterable[str] | None = None) -> Measures:
    """Count the code below `okno/`; migrations and catalogues are left out, tests are only counted."""
    measures = Measures()
    for name in names if names is not None else tracked(root):
        path = root / name
        if not name.startswith("okno/") or not path.is_file() or "/migrations/" in name or "/locale/" in name:
            continue
        if path.suffix not in {".py", ".html", ".js", ".css"} and path.name != "README.md":
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        if "/tests/" in name:
            measures.test_lines += len(lines)
            continue
        _count_room(measures, name, len(lines))
        if path.suffix == ".py":
            _count_python(measures, lines)
        elif path.suffix == ".html":
            measures.template_lines += len(lines)
            measures.long_template_lines += sum(len(line) > LONG_TEMPLATE for line in lines)
        elif path.suffix in {".js", ".css"}:
            measures.long_script_lines += sum(len(line) > LONG_SCRIPT for line in lines)
    return measures


def _count_room(measures: Measures, name: str, lines: int) -> None:
    parts = name.split("/")
    if len(parts) < 4:
        return
    room = measures.rooms["/".join(parts[1:3])]
    room.files += 1
    if name.endswith(".py"):
        room.lines += lines
    if parts[3] == "actions" and not parts[-1].startswith("_"):
        room.actions += 1


def _count_python(measures: Measures, lines: Sequence[str]) -> None:
    measures.code_lines += len(lines)
    measures.file_lines.append(len(lines))
    measures.comments += sum(line.lstrip().startswith("#") for line in lines)
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            measures.function_lines.append((node.end_lineno or node.lineno) - node.lineno + 1)
            if text := ast.get_docstring(node):
                measures.docstrings += 1
                measures.verbless_docstrings += bool(NOT_A_VERB.match(text))


def percentile(values: Sequence[int], share: int) -> int:
    """Return the value below which `share` percent of the values lie; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)] if ordered else 0


def as_data(measures: Measures) -> dict[str, object]:
    """Return the figures under the names that `okno measure --json` gives."""
    return {
        "files": len(measures.file_lines),
        "lines": measures.code_lines,
        "test_lines": measures.test_lines,
        "file_p50": percentile(measures.file_lines, 50),
        "file_p95": percentile(measures.file_lines, 95),
        "file_max": max(measures.file_lines, default=0),
        "function_p50": percentile(measures.function_lines, 50),
        "function_p95": percentile(measures.function_lines, 95),
        "function_max": max(measures.function_lines, default=0),
        "comments_per_100_lines": round(100 * measures.comments / max(measures.code_lines, 1), 1),
        "docstrings": measures.docstrings,
        "docstrings_without_a_verb": measures.verbless_docstrings,
        "template_lines": measures.template_lines,
        "template_lines_over_140": measures.long_template_lines,
        "script_lines_over_120": measures.long_script_lines,
        "rooms": {
            name: {"lines": room.lines, "files": room.files, "actions": room.actions}
            for name, room in sorted(measures.rooms.items())
        },
    }
