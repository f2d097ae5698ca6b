"""The list of calques is read by the house rules; here the reading itself, and that each of them bites."""

import re
from pathlib import Path

import polib
import pytest

from scripts import english_words

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = [
    "Keep the promise",
    "Kept",
    "Hand the promise over",
    "Move the promise",
    "Choose a colleague: he cannot take over from himself.",
    "What he needs",
    "Whom to hire next",
    "Minimum price told",
    "Nature",
    "seed: word of mouth",
    "Late, and it has climbed to you",
    "Report of slips",
    "A yes holds once",
    "Turn leads down",
    "First answers",
    "Rules of assignment",
    "In force",
    "Draw the month",
    "Bonus by judgement",
    "Upkeep",
    "Unclear payments",
    "Left to pay",
    "Running services",
    "Somebody else",
    "if any",
    "Say why the date moves.",
    "Write the name.",
    "There is no such deal.",
    "Entry of the journal",
    "No letters yet",
    "E-mail",
    "«{name}» is away",
    "weight %(weight)s, %(percent)s %%",
    "Fold the menu",
    "Whoever is away",
    "Everybody",
    "Nobody's",
    "not chosen any more",
    "Hand-over",
    "the substitute stands in",
    "It comes back by itself",
    "in turn",
    "Pass on",
    "Let all go",
    "By probability",
    "I commit",
    "gone stale",
    "Mark a loss",
    "Add a finer one",
    "Commercial proposal",
    "Can it be delivered",
    "on top of the prices",
    "Give up",
    "waits for a person",
    "dead months",
    "taken with a doubt",
    "Throw the draft away",
    "Begin a draft",
    "Who keeps the client",
    "{name} has not judged",
    "The head sees it",
    "the owner of the company knows",
    "A guard's refusal",
    "By them",
    "Open it again and look",
    "Most often: {what}",
    "as it was",
    "With the marked clients",
    "Came again",
    "the lead passes on",
]


def house(root: Path, key: str, english: str = "", plural: str = "") -> Path:
    for language, text in (("ru", "да"), ("en", english)):
        path = root / f"okno/attract/sales/locale/{language}/LC_MESSAGES/django.po"
        path.parent.mkdir(parents=True)
        if not text:
            continue
        entry = polib.POEntry(msgid=key, msgstr=text)
        if plural:
            entry = polib.POEntry(msgid=key, msgid_plural=plural, msgstr_plural={0: text, 1: text})
        catalogue = polib.POFile()
        catalogue.append(entry)
        catalogue.save(str(path))
    return root


@pytest.mark.parametrize("calque", EXAMPLES)
def test_a_calque_is_refused_in_a_key_and_in_its_english(tmp_path: Path, calque: str) -> None:
    (line,) = list(english_words.complaints(house(tmp_path / "key", calque)))[:1]
    assert line.startswith("okno/attract/sales: ") and repr(calque) in line
    assert list(english_words.complaints(house(tmp_path / "english", "Some key", calque))) != []


def test_good_english_over_a_calque_is_what_counts(tmp_path: Path) -> None:
    assert list(english_words.complaints(house(tmp_path, "Draw the month", "Calculate payroll"))) == []


def test_both_forms_of_a_plural_are_read(tmp_path: Path) -> None:
    (line,) = english_words.complaints(house(tmp_path, "%(n)s client", plural="%(n)s of his clients"))
    assert "'his'" in line


def test_names_of_data_and_words_to_search_by_are_free(tmp_path: Path) -> None:
    assert list(english_words.complaints(house(tmp_path / "data", "Quoted to {whom}"))) == []
    assert list(english_words.complaints(house(tmp_path / "search", "letter;e-mail"))) == []


@pytest.mark.parametrize("pattern", english_words.PATTERNS, ids=lambda pattern: pattern.pattern)
def test_every_calque_has_an_example(pattern: re.Pattern[str]) -> None:
    """A pattern that fits nothing would guard nothing."""
    assert any(pattern.search(english_words.PLACEHOLDER.sub("0", text)) for text in EXAMPLES)


def test_the_house_reads_well() -> None:
    assert list(english_words.complaints(ROOT)) == []
