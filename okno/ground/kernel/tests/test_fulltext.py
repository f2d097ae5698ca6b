import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.fulltext import (
    distinctive_words,
    fts5_query,
    has_distinctive_word,
    phone_tail,
    query_words,
    search_words,
    tsquery,
)


def test_words_are_kept_raw_and_by_their_stems_once() -> None:
    assert search_words("ООО «Ромашка»", "ромашка") == "ооо ромашка оо ромашк"
    assert search_words("info@romashka.test", "", None) == "info romashka test"


def test_a_phone_is_kept_whole_and_by_its_tails() -> None:
    assert search_words("+74951234567").split() == ["74951234567", "4951234567", "1234567"]


@pytest.mark.parametrize(
    ("written", "tail"),
    [
        ("8 (495) 123-45-67", "4951234567"),
        ("+7 495 123 45 67", "4951234567"),
        ("+74951234567", "4951234567"),
        ("84951234567", "4951234567"),
        ("4951234567", "4951234567"),
        ("123-45-67", "1234567"),
        ("+7 (495) 12", "49512"),
        ("12-34", ""),
        ("770708389312", ""),
    ],
)
def test_a_phone_in_any_writing_is_its_last_digits(written: str, tail: str) -> None:
    assert phone_tail(written) == tail


def test_a_phone_among_words_is_one_word() -> None:
    assert [word.raw for word in query_words("Иванов 8 (495) 123-45-67")] == ["иванов", "4951234567"]
    assert [word.raw for word in query_words("2026-000123")] == ["2026", "000123"]


@given(st.text(), st.text())
def test_words_of_parts_are_the_words_of_each(one: str, other: str) -> None:
    assert set(search_words(one, other).split()) == {*search_words(one).split(), *search_words(other).split()}


@given(st.text())
def test_only_letters_and_digits_reach_the_engines(text: str) -> None:
    words = query_words(text)
    assert all(word.raw.isalnum() and word.stem.isalnum() for word in words)
    assert len(words) <= 12 and all(len(word.raw) <= 60 for word in words)


def test_a_legal_form_tells_nothing_beside_a_name() -> None:
    assert [word.raw for word in distinctive_words(query_words("ООО Ромашка и Ко"))] == ["ромашка", "ко"]
    assert [word.raw for word in distinctive_words(query_words("ооо"))] == ["ооо"]
    assert not has_distinctive_word(query_words("ооо я")) and has_distinctive_word(query_words("ооо ром"))


def test_the_languages_of_both_engines() -> None:
    words = query_words("окна 2026")
    assert fts5_query(words) == '("окна"* OR "окн") AND "2026"*'
    assert tsquery(words) == "('окна':* | 'окн') & '2026':*"
