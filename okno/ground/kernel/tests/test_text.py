import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.text import fold, other_layout, search_stems, search_text, sort_key


def test_fold_forgets_case_yo_and_extra_spaces() -> None:
    assert fold("  ООО\u00a0«ЁЛКА»\n и  Ко ") == "ооо «елка» и ко"
    assert fold("е\u0308ж") == "еж"
    assert fold("Straße") == fold("STRASSE")
    assert fold("и\u0306од") == "йод"


@given(st.text())
def test_fold_and_sort_key_settle_at_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert sort_key(sort_key(text)) == sort_key(text)


def test_search_text_leaves_out_what_is_empty() -> None:
    assert search_text("ООО Окно", "", None, "  ", "7707083893") == "ооо окно 7707083893"


def test_stems_of_both_languages_and_digits() -> None:
    assert search_stems("Аренда серверов, servers", "VPS2 / 123") == "аренд сервер server vps2 123"


@pytest.mark.parametrize("form", ["сервер", "серверу", "СЕРВЕРАМИ", "сервера"])
def test_any_form_of_a_word_is_found(form: str) -> None:
    assert set(search_stems(form).split()) <= set(search_stems("Аренда серверов в Москве").split())


@given(st.text(), st.text())
def test_what_is_stored_is_found_by_itself(one: str, other: str) -> None:
    assert set(search_stems(one).split()) <= set(search_stems(other, one).split())


def test_lists_are_ordered_without_quotes_and_case() -> None:
    names = ["«Яр»", "ёж", "Енот", '"Жук"', "аист"]
    assert sorted(names, key=sort_key) == ["аист", "ёж", "Енот", '"Жук"', "«Яр»"]


def test_the_other_layout_both_ways() -> None:
    assert other_layout("jryj") == "окно"
    assert other_layout("окно") == "jryj"
    assert other_layout("Jryj 24") == "Окно 24"
    assert other_layout(",fpf") == "база"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCXYZ[];',.` 0123456789", min_size=1))
def test_the_layout_comes_back(text: str) -> None:
    assert other_layout(other_layout(text)) == text
