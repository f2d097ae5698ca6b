from datetime import date

import pytest

from okno.ground.kernel.words import date_in_words, roubles_in_words


@pytest.mark.parametrize(
    ("minor", "locale", "words"),
    [
        (10_750_00, "ru", "Десять тысяч семьсот пятьдесят рублей 00 копеек"),
        (1_01, "ru", "Один рубль 01 копейка"),
        (2_22, "ru", "Два рубля 22 копейки"),
        (11_11, "ru", "Одиннадцать рублей 11 копеек"),
        (21_000_00, "ru", "Двадцать одна тысяча рублей 00 копеек"),
        (1_000_000_05, "ru", "Один миллион рублей 05 копеек"),
        (
            9_007_199_254_740_993_01,
            "ru",
            "Девять квадриллионов семь триллионов сто девяносто девять миллиардов двести пятьдесят "
            "четыре миллиона семьсот сорок тысяч девятьсот девяносто три рубля 01 копейка",
        ),
        (50, "ru", "Ноль рублей 50 копеек"),
        (-5_00, "ru", "Минус пять рублей 00 копеек"),
        (10_750_00, "en", "Ten thousand, seven hundred and fifty roubles 00 kopecks"),
        (1_01, "en", "One rouble 01 kopeck"),
    ],
)
def test_sums_in_words(minor: int, locale: str, words: str) -> None:
    assert roubles_in_words(minor, locale) == words


def test_dates_in_words() -> None:
    assert date_in_words(date(2026, 11, 21)) == "21 ноября 2026 г."
    assert date_in_words(date(2026, 5, 1), "ru") == "1 мая 2026 г."
    assert date_in_words(date(2026, 11, 21), "en") == "21 November 2026"
