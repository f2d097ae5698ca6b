"""A slip of one key is mended when nothing is called as typed."""

import pytest

from okno.kernel.fulltext import asked_words, search_words
from okno.kernel.typos import may_be_mistyped, meant, one_letter_away

ROWS = ["ООО Колобок Фудс", "Верный Мебельщик Омск", "Верный Мебельщик Томск", "Ковёр-самолёт"]


@pytest.mark.parametrize(
    ("typed", "mended"),
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
def test_the_least_mending(typed: str, mended: str):
    assert meant(asked_words(typed), [search_words(name) for name in ROWS]) == mended


def test_only_words_long_enough_and_few():
    assert may_be_mistyped(asked_words("колобк")) and not may_be_mistyped(asked_words("кот 12345678"))
    assert not may_be_mistyped(asked_words("один два три четыре"))
    assert one_letter_away(asked_words("9643935007")[0]) == set()
    assert max(len(one_letter_away(word)) for word in asked_words("переохлаждениями скороход")) < 2_500
