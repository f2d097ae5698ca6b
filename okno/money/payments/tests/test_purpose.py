"""Invoice numbers among dates, sums, VAT, contracts and INNs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.money.payments.statements.purpose import NumberMention, invoice_numbers

YEARS = (2025, 2026)


def numbers(purpose: str) -> list[tuple[int | None, int]]:
    return [(mention.year, mention.sequence) for mention in invoice_numbers(purpose, YEARS)]


@pytest.mark.parametrize(
    ("purpose", "found"),
    [
        ("по счету № 2026-000123 от 01.10.2026", [(2026, 123)]),
        ("сч.123", [(None, 123)]),
        ("сч№123от 01.10.2026 г.", [(None, 123)]),
        ("счет 2026/123", [(2026, 123)]),
        ("СЧЁТ 123/2026", [(2026, 123)]),
        ("счет 26/123", [(2026, 123)]),
        ("счет 123/26", [(2026, 123)]),
        ("счет 26-000123", [(2026, 123)]),
        ("сч 2026000123", [(2026, 123)]),
        ("СЧ-2026-000123", [(2026, 123)]),
        ("inv 123", [(None, 123)]),
        ("INV-000123", [(None, 123)]),
        ("Invoice No. 2026-000123 dated 01.10.2026, VAT 22% 1803.28", [(2026, 123)]),
        ("Оплата № 2026-000123", [(2026, 123)]),
        ("2026–000123", [(2026, 123)]),
        ("счета 12, 13 и 15", [(None, 12), (None, 13), (None, 15)]),
        ("счета 12,13,15", [(None, 12), (None, 13), (None, 15)]),
        ("счет № 12 № 13; № 14", [(None, 12), (None, 13), (None, 14)]),
        ("по счетам 12 от 01.10.2026, 13 от 02.10.2026 и 15", [(None, 12), (None, 13), (None, 15)]),
        ("счета с 12 по 14", [(None, 12), (None, 13), (None, 14)]),
        ("счета №№ 2026-000012 — 2026-000014", [(2026, 12), (2026, 13), (2026, 14)]),
        ("по счету от 01.10.2026 № 123", [(None, 123)]),
        ("по счету за октябрь 2026 № 123", [(None, 123)]),
        ("счет на оплату № 123 от «01» октября 2026 г.", [(None, 123)]),
        ("счет-договор № 77", [(None, 77)]),
        ("Оплата по счету N 1024 от 01.01.23г 18026,52", [(None, 1024)]),
        ("Оплата по договору № 45 от 01.02.2025, счет 7, НДС 22% - 1803,28", [(None, 7)]),
        ("счет 123 ИНН 7700000003 КПП 770001001", [(None, 123)]),
        ("счет № 12 и договору № 45", [(None, 12)]),
        ("счет 12, 13 октября", [(None, 12)]),
        ("счет 12, 13.10.2026", [(None, 12)]),
        ("счет 123, 1803,28", [(None, 123)]),
        ("счет 123 1803.28", [(None, 123)]),
        ("счет 12 от 01.10.2026, 5000", [(None, 12)]),
        ("счет 123 - 5000-00", [(None, 123)]),
        ("счет 12, сч. 12 и inv 12", [(None, 12)]),
        ("счет 12, 5 серверов", [(None, 12)]),
        ("счета 12, 13 хостинг", [(None, 12), (None, 13)]),
    ],
)
def test_numbers_as_people_write_them(purpose: str, found: list[tuple[int | None, int]]) -> None:
    assert numbers(purpose) == found


@pytest.mark.parametrize(
    "purpose",
    [
        "",
        "в т.ч. НДС 22% - 1803,28",
        "Оплата по договору № 45 от 01.02.2026",
        "договор № 2026-000123",
        "акт № 2026-000123",
        "счет-фактура № 55",
        "сч/ф 55, с/ф 56, сч.-ф. 57",
        "р/счет 407028",
        "на лицевой счет 123456",
        "расчетный счет № 12345",
        "в счет 5000 руб.",
        "в счет 2026 года",
        "за счет средств 2026",
        "счет за 1 квартал",
        "счет 40702810138000000001",
        "счет 2019/5",
        "счет 123А",
        "счет 12-15",
        "счет 0",
        "счетчик 15",
        "насчет 15",
        "ИНН 2026000123",
    ],
)
def test_what_is_no_invoice_number(purpose: str) -> None:
    assert numbers(purpose) == []


def test_a_mention_keeps_its_words_and_its_date() -> None:
    [mention] = invoice_numbers("по счёту № 2026-000123 от 1 октября 2026 г.", YEARS)
    assert mention == NumberMention(2026, 123, "2026-000123", date(2026, 10, 1))
    [short] = invoice_numbers("счету от 01.10.26 № 00123")
    assert short == NumberMention(None, 123, "00123", date(2026, 10, 1))


STYLES = (
    "счету № {year}-{sequence:06d} от 01.10.2026",
    "по счёту №{year}-{sequence:06d}",
    "сч.{sequence}",
    "счет {sequence:06d}",
    "счет {year}/{sequence}",
    "Счет N {sequence}/{year}",
    "сч № {sequence} от 01.10.2026г.",
    "inv {sequence}",
    "invoice no. {year}-{sequence:06d}",
    "счет на оплату № {sequence}",
)
# What stands around the number. Each piece is a clause of its own, as in a real purpose.
NOISE = (
    "Оплата за услуги связи",
    "в т.ч. НДС 22% - 1803,28",
    "НДС 22% 1803.28 руб.",
    "Сумма 10000-00",
    "по договору № 45 от 12.03.2025",
    "дог. 2025-000999",
    "ИНН 7707083893",
    "за октябрь 2026 г.",
    "р/с 40702810138000000001",
    "Без НДС",
    "5 серверов",
    "с 01.10.2026 по 31.10.2026",
    "акт № 17",
)
_noise = st.lists(st.sampled_from(NOISE), max_size=3).map("; ".join)


@given(
    before=_noise,
    after=_noise,
    style=st.sampled_from(STYLES),
    year=st.sampled_from(YEARS),
    sequence=st.integers(1, 999_999).filter(lambda number: not 2000 <= number < 2100),
)
def test_a_number_in_any_style_is_found_among_noise_and_nothing_else_is(
    before: str, after: str, style: str, year: int, sequence: int
) -> None:
    purpose = f"{before}. {style.format(year=year, sequence=sequence)}, {after}"
    assert [(y or year, number) for y, number in numbers(purpose)] == [(year, sequence)]


@given(st.lists(st.integers(1, 999_999), min_size=1, max_size=6, unique=True), st.booleans(), _noise)
def test_all_of_several_numbers_are_found_in_their_order(several: list[int], full: bool, noise: str) -> None:
    written = [f"2026-{number:06d}" if full else f"№ {number}" for number in several]
    listed = ", ".join(written[:-1]) + " и " * (len(written) > 1) + written[-1]
    assert [number for _year, number in numbers(f"{noise}. Оплата счетов {listed}. {noise}")] == several


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fall(purpose: str) -> None:
    for mention in invoice_numbers(purpose, YEARS):
        assert 0 < mention.sequence <= 999_999
        assert mention.year in (None, *YEARS)
