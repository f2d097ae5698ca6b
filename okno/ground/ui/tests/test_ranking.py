"""How well a row answers what was typed: the whole order, written out."""

import pytest

from okno.ground.kernel.fulltext import query_words, search_words
from okno.ground.ui.ranking import (
    ALL_WORDS,
    ELSEWHERE,
    FIRST_WORD,
    IDENTIFIER,
    NAME,
    NAME_BEGINS,
    OTHER_FORMS,
    PART_OF_NUMBER,
    WHOLE_WORD,
    bonus,
    by_name,
    of_identifier,
    of_phone,
    of_tail,
)
from okno.ground.ui.search import SearchQuery

# What is typed, how the row is called, what else its index keeps, and how well it answers.
TABLE = [
    ("ромашка", "Ромашка", "", NAME),
    ("ООО «Ромашка»", "Ромашка", "", NAME),
    ("ромашка", "ООО «Ромашка»", "", NAME),
    ("елки", "Ёлки", "", NAME),
    ("ооо", "ООО", "", NAME),
    ("ром", "Ромашка", "", NAME_BEGINS),
    ("ромашка", "Ромашка-Юг", "", NAME_BEGINS + WHOLE_WORD),
    ("окно европ", "Окно в Европу", "", FIRST_WORD),
    ("окно европу", "Окно в Европу", "", FIRST_WORD + WHOLE_WORD),
    ("европу", "Окно в Европу", "", ALL_WORDS + WHOLE_WORD),
    ("европ", "Окно в Европу", "", ALL_WORDS),
    ("юг ромаш", "Ромашка-Юг", "", ALL_WORDS),
    ("европа", "Окно в Европу", "", OTHER_FORMS),
    ("окна европы", "Окно в Европу", "", OTHER_FORMS),
    ("сервер ромашка", "Аренда двух серверов", "ромашка ромашк", ELSEWHERE),
    ("9643935007", "Лукоморье", "9643935007", ELSEWHERE),
    ("машка", "Ромашка", "", 0),
    ("ромашка восток", "Ромашка-Юг", "", 0),
    ("", "Ромашка", "", 0),
]


@pytest.mark.parametrize(("typed", "name", "more", "score"), TABLE)
def test_a_name(typed: str, name: str, more: str, score: int):
    assert by_name(query_words(typed), name, more) == score


def test_what_answers_better_stands_higher():
    assert IDENTIFIER > PART_OF_NUMBER > NAME > NAME_BEGINS > FIRST_WORD > ALL_WORDS > OTHER_FORMS > ELSEWHERE
    # One's own client whose name has the words is before another's whose name begins with a longer one.
    assert ALL_WORDS + WHOLE_WORD + bonus(mine=True, client=True) > FIRST_WORD + bonus(client=True)
    assert NAME_BEGINS + WHOLE_WORD + bonus(mine=True, opened=True, client=True) < NAME
    assert ELSEWHERE + bonus(past=True) > 0


def test_numbers_and_addresses():
    assert of_identifier("9643935007", "9643935007", "") == IDENTIFIER
    assert of_identifier("96439350", "9643935007") == PART_OF_NUMBER
    assert of_identifier("964393", "9643935007") == 0 and of_identifier("", "", "x") == 0
    assert of_phone("9161112233", "+79161112233") == IDENTIFIER
    assert PART_OF_NUMBER < of_phone("1112233", "+79161112233") < IDENTIFIER
    assert of_phone("112233", "+79161112233") == 0
    assert of_tail("2233", "9643935007", "+79161112233") == ELSEWHERE
    assert of_tail("233", "+79161112233") == 0 and of_tail("1112233", "+79161112233") == 0


def test_what_is_typed_is_read():
    assert SearchQuery("ИНН: 9643935007").digits == "9643935007" and SearchQuery("инн").digits == ""
    assert SearchQuery("тел. 8 916 111-22-33").phone == "9161112233"
    assert (SearchQuery("22-33").tail, SearchQuery("2026-12а").tail) == ("2233", "")
    assert SearchQuery("предложение № 42").number == (None, 42) and SearchQuery(
        "счёт 2026-000042"
    ).number == (2026, 42)
    assert SearchQuery("ООО Василёк Дом").keys == ["ооо василек дом", "василек дом", "дом василек"]


def test_words_of_an_address_are_its_own():
    assert {"79161112233", "9161112233", "1112233"} <= set(search_words("+7 916 111-22-33").split())
