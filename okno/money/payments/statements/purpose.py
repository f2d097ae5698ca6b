"""Invoice numbers in the purpose of a payment, as people write them.

Ours are printed «№ 2026-000123»; people drop the zeros, the year or both, turn the parts round, name several
at once. A number counts only after a word for an invoice, or in our full form: dates, sums, VAT, contracts
and INNs stand in the same line.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from okno.money.payments.statements import purpose_words as patterns
from okno.money.payments.statements.fields import read_date

_LONGEST_RANGE = 31
_LOOK_BACK = 40


@dataclass(frozen=True)
class NumberMention:
    """An invoice number named in a purpose; `year` is None when it was not written.

    `text` is the number as written, `dated_on` the date that stands with it («от 01.10.2026»).
    """

    year: int | None
    sequence: int
    text: str
    dated_on: date | None = None


def invoice_numbers(purpose: str, known_years: Collection[int] = ()) -> list[NumberMention]:
    """Return the invoices named in the purpose, in the order named, each once.

    `known_years` are the years of our invoices: with them «26/123» and «123/26» are read as a year and a
    number, and «2019/5» is refused as not ours. Nothing is looked up: a number may be somebody else's.
    """
    scanner = _Scanner(purpose.translate(patterns.LIKE_ASCII), frozenset(known_years))
    pieces = sorted(scanner.all(), key=lambda piece: piece.starts)
    first_met: dict[tuple[int | None, int], NumberMention] = {}
    for piece in pieces:
        for sequence in piece.sequences:
            mention = NumberMention(piece.year, sequence, piece.text, piece.dated_on)
            first_met.setdefault((piece.year, sequence), mention)
    return list(first_met.values())


@dataclass(frozen=True)
class _Number:
    year: int | None
    sequence: int
    starts: int
    ends: int


@dataclass(frozen=True)
class _Piece:
    """A number, or a range of numbers, at its place in the text."""

    year: int | None
    sequences: range
    starts: int
    ends: int
    text: str
    dated_on: date | None


class _Scanner:
    def __init__(self, text: str, known_years: frozenset[int]) -> None:
        self.text = text
        self.known_years = known_years

    def all(self) -> Iterator[_Piece]:
        taken_to = 0
        spans = []
        for head in patterns.HEAD.finditer(self.text):
            if head.start() < taken_to or self._stands_after(patterns.ACCOUNT_BEFORE, head):
                continue
            for piece in self._listed(head.end(), plural=bool(head["plural"])):
                taken_to = piece.ends
                spans.append((piece.starts, piece.ends))
                yield piece
        for match in patterns.FULL.finditer(self.text):
            number = self._reading(match)
            named = any(start < match.end() and match.start() < end for start, end in spans)
            if number and not named and not self._stands_after(patterns.OTHER_PAPER_BEFORE, match):
                yield self._piece(number, number, self._dated(match.end())[0])

    def _listed(self, position: int, *, plural: bool) -> Iterator[_Piece]:
        """Yield the numbers of a list such as «№ 12, 13 от 01.10.2026 и 15», which starts at `position`."""
        position, sure, head_dated_on = self._to_first_number(position)
        first, after_date, spaced = True, False, False
        while numbers := self._range(position, plural) or self._single(position):
            dated_on, after = self._dated(numbers[-1].ends)
            more = not (first or sure or dated_on)
            if more and self._something_else(
                numbers[-1], after_date=after_date, spaced=spaced, plural=plural
            ):
                return
            yield self._piece(numbers[0], numbers[-1], dated_on or head_dated_on)
            separator = patterns.SEPARATOR.match(self.text, after)
            position = separator.end() if separator else self._skip_blanks(after)
            sign = patterns.SIGN.match(self.text, position)
            if not (separator or sign):
                return
            sure = bool(sign or (separator and separator["and"]))
            spaced = bool(separator and separator[0].endswith(" "))
            first, after_date, head_dated_on = False, bool(dated_on), None
            position = sign.end() if sign else position

    def _something_else(self, number: _Number, *, after_date: bool, spaced: bool, plural: bool) -> bool:
        """Return whether a bare number after a comma is a sum («1803,28») or a count («5 серверов»)."""
        if after_date or (spaced and patterns.SUM_TAIL.match(self.text, number.ends)):
            return True
        return not plural and number.year is None and bool(patterns.COUNTED.match(self.text, number.ends))

    def _to_first_number(self, position: int) -> tuple[int, bool, date | None]:
        """Return the first number's position, whether «№» stands before it, and a date on the way.

        Skips «на оплату», and also «за октябрь» or «от 01.10.2026», which only «№» may follow.
        """
        position = self._after(patterns.FILLER, position)
        dated_on, detour = self._dated(position)
        if detour == position:
            detour = self._after(patterns.ASIDE, position)
        sign = patterns.SIGN.match(self.text, self._skip_blanks(detour))
        if sign:
            return sign.end(), True, dated_on
        return position if detour == position else len(self.text), False, None

    def _range(self, position: int, plural: bool) -> list[_Number]:
        low = self._number(position, goes_on=True)
        up_to = patterns.UP_TO.match(self.text, low.ends) if low else None
        if not (low and up_to):
            return []
        is_range = plural or "-" not in up_to[0]
        high = self._number(self._after(patterns.SIGN, up_to.end()))
        if not (high and is_range and 0 < high.sequence - low.sequence <= _LONGEST_RANGE):
            return []
        return [low, high] if high.year in (None, low.year) else []

    def _single(self, position: int) -> list[_Number]:
        number = self._number(position)
        return [number] if number else []

    def _number(self, position: int, *, goes_on: bool = False) -> _Number | None:
        for form in patterns.FORMS:
            match = form.match(self.text, position)
            number = self._reading(match) if match else None
            if not number or patterns.NOT_A_NUMBER_BEFORE.match(self.text, number.ends):
                continue
            if not goes_on and patterns.GOES_ON.match(self.text, number.ends):
                continue
            if 2000 <= number.sequence < 2100 and patterns.YEAR_WORD.match(self.text, number.ends):
                continue
            return number
        return None

    def _reading(self, match: re.Match[str]) -> _Number | None:
        """Return the number of a match, or None when its year is not ours.

        Two digits are a year only when it is a known year or zeros follow.
        """
        parts = match.groupdict()
        short = parts.get("short") or parts.get("known")
        year = int(parts["year"]) if parts.get("year") else 2000 + int(short) if short else None
        sequence = int(parts["sequence"])
        unknown = year not in self.known_years and bool(self.known_years or parts.get("known"))
        if not sequence or (year is not None and unknown):
            return None
        return _Number(year, sequence, match.start(), match.end())

    def _dated(self, position: int) -> tuple[date | None, int]:
        match = patterns.DATED.match(self.text, position)
        if not match:
            return None, position
        if match["day"]:
            return read_date(f"{match['day']}.{match['month']}.{match['year']}"), match.end()
        word = match["word"].lower()
        month = next(n for n, start in enumerate(patterns.MONTH_STARTS, start=1) if word.startswith(start))
        return read_date(f"{match['word_day']}.{month}.{match['word_year']}"), match.end()

    def _piece(self, low: _Number, high: _Number, dated_on: date | None) -> _Piece:
        sequences = range(low.sequence, high.sequence + 1)
        text = self.text[low.starts : high.ends]
        return _Piece(low.year, sequences, low.starts, high.ends, text, dated_on)

    def _stands_after(self, pattern: re.Pattern[str], match: re.Match[str]) -> bool:
        return bool(pattern.search(self.text, max(0, match.start() - _LOOK_BACK), match.start()))

    def _after(self, pattern: re.Pattern[str], position: int) -> int:
        match = pattern.match(self.text, position)
        return match.end() if match else position

    def _skip_blanks(self, position: int) -> int:
        while position < len(self.text) and self.text[position] == " ":
            position += 1
        return position
