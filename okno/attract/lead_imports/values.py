"""Cells into values: dates as people write them, stages by their names, sums."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from okno.attract.deals.models import Deal, Stage
from okno.attract.leads.models import SourceType
from okno.ground.kernel.text import fold

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?: .*)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?: .*)?")


@dataclass(frozen=True)
class State:
    """Where a loaded deal stands."""

    status: str
    stage: str


_OPEN = {
    Stage.QUALIFICATION: "prospecting,qualification,new,lead,квалификация,новая,новый,первичный контакт,лид",
    Stage.PROPOSAL: "engaging,proposal,quote,предложение,коммерческое предложение,кп,в работе",
    Stage.NEGOTIATION: "negotiation,negotiations,переговоры,обсуждение",
    Stage.DOCUMENTS: "documents,document approval,contract,согласование документов,договор,документы",
}
_WON = "won,closed won,выиграна,выиграно,успешно реализовано,успешно,продажа"
_LOST = "lost,closed lost,проиграна,проиграно,закрыто и не реализовано,отказ,проигрыш"
STATES: dict[str, State] = {
    **{
        word: State(Deal.Status.OPEN, stage.value)
        for stage, spellings in _OPEN.items()
        for word in spellings.split(",")
    },
    # The file does not say at which stage a deal was closed: the last that it must have passed.
    **{word: State(Deal.Status.WON, Stage.DOCUMENTS.value) for word in _WON.split(",")},
    **{word: State(Deal.Status.LOST, Stage.PROPOSAL.value) for word in _LOST.split(",")},
}
SOURCE_TYPES = {
    **{source_type.value: source_type.value for source_type in SourceType},
    "семена": "seed",
    "рекомендация": "seed",
    "сеть": "net",
    "реклама": "net",
    "сайт": "net",
    "копье": "spear",
    "холодный": "spear",
}


def read_state(text: str) -> State | None:
    return STATES.get(fold(text))


def read_source_type(text: str) -> str | None:
    return SOURCE_TYPES.get(fold(text))


def month_comes_first(texts: Iterable[str]) -> bool:
    """Return whether 7/12/25 is the 12th of July in this file: yes, unless more dates say the other way
    round.
    """
    parts = [match for text in texts if (match := _SLASHED.fullmatch(text))]
    return sum(int(match[1]) > 12 for match in parts) <= sum(int(match[2]) > 12 for match in parts)


def read_date(text: str, month_first: bool) -> date | None:
    """Read a day as 2025-07-12, 12.07.2025 or 7/12/25 (`month_first` says which part is which); None if it
    is none.

    Years of two digits belong to this century. A time after the day is left out.
    """
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DOTTED.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _SLASHED.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        month, day = (first, second) if month_first else (second, first)
    else:
        return None
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
