"""A slip of one key is corrected when nothing is called as typed."""

import pytest

from okno.ground.kernel.fulltext import query_words, search_words
from okno.ground.kernel.typos import corrected_query, may_be_mistyped, one_letter_away

ROWS = ["ООО Колобок Фудс", "Верный Мебельщик Омск", "Верный Мебельщик Томск", "Ковёр-самолёт"]


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("колобк фудс", "колобок фудс"),
        ("колобку", "колобок"),
        ("ковра", "ковер"),
        ("коолобок", "колобок"),
        ("колбоок", "колобок"),
        ("кулабок", ""),
        ("оклобок", "колобок"),
        ("колабок", "колобок"),
        ("верый мебельщик омск", "верный мебельщик омск"),
        ("позвонить колобку", "позвонить колобок"),
        ("колобок", ""),
        ("кот", ""),
    ],
)
def test_the_least_correction(typed: str, corrected: str):
    assert corrected_query(query_words(typed), [search_words(name) for name in ROWS]) == corrected


def test_only_words_long_enough_and_few():
    assert may_be_mistyped(query_words("колобк")) and not may_be_mistyped(query_words("кот 12345678"))
    assert not may_be_mistyped(query_words("один два три четыре"))
    assert one_letter_away(query_words("9643935007")[0]) == set()
    assert max(len(one_letter_away(word)) for word in query_words("переохлаждениями скороход")) < 2_500
