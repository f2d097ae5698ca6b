"""A CSV as people save it: its encoding and delimiter are found from the bytes."""

import csv
from dataclasses import dataclass, field
from io import StringIO

from django.utils.translation import gettext as _

from okno.kernel.errors import Invalid

DELIMITERS = (",", ";", "\t", "|")
LARGEST = 20 * 1024 * 1024
MOST_ROWS = 200_000


@dataclass(frozen=True)
class Row:
    """One record: the line of the file on which it begins, and its cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    columns: list[str]
    rows: list[Row]
    encoding: str
    delimiter: str
    uneven: dict[int, int] = field(default_factory=dict)


def read_table(content: bytes) -> Table:
    """The heading and the records; empty ones are left out. Invalid when the file is no CSV at all.

    `uneven` tells, by line, how many cells a record has that has more than the heading.
    """
    text, encoding = decode(content)
    delimiter = _delimiter(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    columns: list[str] = []
    rows: list[Row] = []
    uneven: dict[int, int] = {}
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _named(cells)
                continue
            if any(cell.strip() for cell in cells[len(columns) :]):
                uneven[line] = len(cells)
            rows.append(Row(line, [cell.strip() for cell in [*cells, *[""] * len(columns)][: len(columns)]]))
    except csv.Error as error:
        raise Invalid(
            file=_("Line {line} cannot be read: {problem}.").format(line=begins, problem=error)
        ) from error
    if not rows:
        raise Invalid(file=_("The file has no rows below its heading."))
    if len(rows) > MOST_ROWS:
        raise Invalid(file=_("The file has too many rows: {most} at most.").format(most=MOST_ROWS))
    return Table(columns, rows, encoding, delimiter, uneven)


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was written in: UTF-8, UTF-16 by its mark, or else Windows-1251."""
    if not content.strip():
        raise Invalid(file=_("The file is empty."))
    if len(content) > LARGEST:
        raise Invalid(file=_("The file is larger than 20 MB: split it."))
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Invalid(file=_("This is a workbook, not a CSV: save it as CSV first."))
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16"), "utf-16"
        if b"\0" in content:
            raise Invalid(file=_("This is not a text file."))
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace"), "cp1251"


def _delimiter(text: str) -> str:
    """The one that cuts the heading into most cells; csv.Sniffer guesses wrong on short headings."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([heading], delimiter=mark), [])))


def _named(cells: list[str]) -> list[str]:
    """Names of the columns, each once: nameless and repeated ones get a number."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or _("Column {place}").format(place=place)
        names.append(f"{name} ({place})" if name in names else name)
    return names
