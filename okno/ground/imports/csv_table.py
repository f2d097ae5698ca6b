"""CSV files as people save them: the encoding and the delimiter are detected from the content."""

import csv
from dataclasses import dataclass, field
from io import StringIO

from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Invalid

DELIMITERS = (",", ";", "\t", "|")
LARGEST = 20 * 1024 * 1024
MOST_ROWS = 200_000


@dataclass(frozen=True)
class Row:
    """A record: the line of the file on which it begins, and its cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A read file: its columns, its records, and how it was encoded and delimited.

    `uneven` holds, by line, the number of cells of each record that has more of them than the heading.
    """

    columns: list[str]
    rows: list[Row]
    encoding: str
    delimiter: str
    uneven: dict[int, int] = field(default_factory=dict)


def read_table(content: bytes) -> Table:
    """Return the table in the content of a CSV file; empty records are left out.

    Raises Invalid when the file is not CSV, has no records or has more than MOST_ROWS.
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
    """Return the text and its encoding: UTF-8, UTF-16 by its byte order mark, or else Windows-1251.

    Raises Invalid for an empty, too large or binary file.
    """
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
    # Windows-1251 is the other encoding of Russian exports: nearly every byte is a letter of it, so it is
    # tried last.
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace"), "cp1251"


def _delimiter(text: str) -> str:
    """Return the delimiter that splits the heading into most cells.

    csv.Sniffer guesses wrong on short headings.
    """
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([heading], delimiter=mark), [])))


def _named(cells: list[str]) -> list[str]:
    """Return the names of the columns, each unique: missing and repeated names get a number."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or _("Column {place}").format(place=place)
        names.append(f"{name} ({place})" if name in names else name)
    return names
