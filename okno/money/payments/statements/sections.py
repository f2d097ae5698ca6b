"""1CClientBankExchange as text: lines «Key=Value» gathered into a heading, accounts and documents.

Format of 1C, versions 1.01–1.03 (v8.1c.ru, «Стандарт обмена с системами "Клиент банка"»).
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from okno.money.payments.statements.shapes import StatementRefused

SIGNATURE = "1cclientbankexchange"
_LINE_END = re.compile(r"\r\n|\n|\r")
_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_DOS_END_OF_FILE = "\x1a"
_PURPOSE = "назначениеплатежа"


def folded_key(text: str) -> str:
    """Return a key without spaces, in lower case and with ё as е: banks write keys in many ways."""
    return "".join(text.split()).lower().replace("ё", "е")


@dataclass
class Section:
    """The values of a section by folded key, in the order written; a key may occur several times."""

    line: int
    kind: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *keys: str) -> str:
        """Return the first value of these keys that is not empty."""
        return next((value for key in keys for value in self.values.get(key, ()) if value), "")

    def every(self, key: str) -> list[str]:
        return [value for value in self.values.get(key, ()) if value]


@dataclass
class Exchange:
    heading: Section
    accounts: list[Section]
    documents: list[Section]


def gather(text: str) -> Exchange:
    """Split the text into sections. Raises StatementRefused for a file cut short or several files joined.

    КонецФайла is demanded though every document before it is whole: a download that broke off between two
    documents looks the same, and taking it would show clients who have paid as debtors.
    """
    gatherer = _Gatherer()
    for number, line in enumerate(_LINE_END.split(text), start=1):
        gatherer.take(number, line.strip().strip(_DOS_END_OF_FILE + "\ufeff").strip())
    if gatherer.in_document:
        raise _cut_document(gatherer.current.line)
    if not gatherer.ended:
        raise StatementRefused(
            _(
                "The statement has no last line (%(word)s): the file was cut short and may lack payments."
                " Download it from the bank again."
            )
            % {"word": "КонецФайла"}
        )
    return gatherer.exchange


class _Gatherer:
    def __init__(self) -> None:
        self.exchange = Exchange(Section(line=1), [], [])
        self.current = self.exchange.heading
        self.in_document = False
        self.ended = False
        self.signed = False
        self.last_key = ""

    def take(self, number: int, line: str) -> None:
        if not line:
            return
        name, equals, value = line.partition("=")
        key = folded_key(name)
        if key == SIGNATURE:
            self._sign()
        elif self.ended:
            return
        elif key in ("секциядокумент", "секциярасчсчет"):
            self._open(Section(number, value.strip()), is_document=key == "секциядокумент")
        elif key in ("конецдокумента", "конецрасчсчет"):
            self._close(is_document=key == "конецдокумента")
        elif key == "конецфайла":
            self._end()
        elif self._continues_purpose(name, equals):
            self.current.values[self.last_key][-1] = (
                f"{self.current.values[self.last_key][-1]} {line}".strip()
            )
        elif equals:
            self.current.values.setdefault(key, []).append(value.strip())
            self.last_key = key

    def _sign(self) -> None:
        if self.signed:
            raise StatementRefused(
                _("Several statements are joined in one file. Load each of them as the bank gave it.")
            )
        self.signed = True

    def _open(self, section: Section, *, is_document: bool) -> None:
        if self.in_document:
            raise _cut_document(self.current.line)
        (self.exchange.documents if is_document else self.exchange.accounts).append(section)
        self.current, self.in_document, self.last_key = section, is_document, ""

    def _close(self, *, is_document: bool) -> None:
        if self.in_document and not is_document:
            raise _cut_document(self.current.line)
        self.current, self.in_document, self.last_key = self.exchange.heading, False, ""

    def _end(self) -> None:
        if self.in_document:
            raise _cut_document(self.current.line)
        self.ended = True

    def _continues_purpose(self, name: str, equals: str) -> bool:
        """Return whether a line continues the purpose; banks keep the line breaks that payers put in."""
        if not (self.in_document and self.last_key.startswith(_PURPOSE)):
            return False
        return not equals or not _IDENTIFIER.fullmatch("".join(name.split())) or " " in name.strip()


def _cut_document(line: int) -> StatementRefused:
    return StatementRefused(
        _(
            "Line %(line)d: the document has no end (%(word)s), the file was cut short or spoilt."
            " Download it from the bank again."
        )
        % {"line": line, "word": "КонецДокумента"}
    )
