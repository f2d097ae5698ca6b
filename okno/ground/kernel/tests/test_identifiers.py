import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.identifiers import (
    account_key_is_valid,
    bik_is_valid,
    domain_of,
    inn_is_valid,
    kpp_is_valid,
    normalise_email,
    normalise_phone,
    ogrn_is_valid,
)


@pytest.mark.parametrize("text", ["7707083893", "7736050003", "500100732259"])
def test_right_inns(text: str) -> None:
    assert inn_is_valid(text)


@pytest.mark.parametrize(
    "text",
    ["", "7707083894", "500100732258", "500100732269", "77070838", "0000000000", "77 07083893", "770708389З"],
)
def test_wrong_inns(text: str) -> None:
    assert not inn_is_valid(text)


def test_ogrns_of_companies_and_of_entrepreneurs() -> None:
    assert ogrn_is_valid("1027700132195")
    assert not ogrn_is_valid("1027700132196")
    assert ogrn_is_valid("304500116000157")
    assert not ogrn_is_valid("304500116000158")
    # 14 digits with the remainder 10 of 13: the check digit is its last figure, 0.
    assert 31450011600030 % 13 == 10 and ogrn_is_valid("314500116000300")
    assert not ogrn_is_valid("102770013219")


def test_forms_without_check_digits() -> None:
    assert kpp_is_valid("773601001") and kpp_is_valid("7736AB001")
    assert not kpp_is_valid("77360100") and not kpp_is_valid("7736ab001") and not kpp_is_valid("000000000")
    assert bik_is_valid("044525225") and bik_is_valid("017003983")
    assert not bik_is_valid("144525225") and not bik_is_valid("04452522") and not bik_is_valid("000000000")


@pytest.mark.parametrize(
    ("account", "bik"),
    [
        ("40602810700000000025", "049805746"),  # both worked examples of the Bank of Russia's order No. 515
        ("40102810100000010001", "040305000"),
        ("40702810500000010001", "040305001"),
        ("40702810500000010001", "040305002"),
        ("30101810400000000225", "044525225"),  # a bank's own account at the Bank of Russia
        ("40102810445370000059", "017003983"),  # the Treasury's
        ("03100643000000018500", "017003983"),  # has no key
    ],
)
def test_right_account_keys(account: str, bik: str) -> None:
    assert account_key_is_valid(account, bik)


def test_wrong_account_keys() -> None:
    assert not account_key_is_valid("40602810800000000025", "049805746")
    assert not account_key_is_valid("40602810700000000025", "049805747")
    assert not account_key_is_valid("30101810500000000225", "044525225")
    assert not account_key_is_valid("30101810400000000225", "04452500")
    assert not account_key_is_valid("03100643000000018500", "044525225")
    assert not account_key_is_valid("3010181040000000022", "044525225")


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("+79161234567", "+79161234567"),
        ("8 (916) 123-45-67", "+79161234567"),
        ("916 123 45 67", "+79161234567"),
        ("+8 916 123 45 67", "+79161234567"),
        ("тел.: +7 (495) 123–45–67 доб. 12", "+74951234567"),
        ("8-800-555-35-35, 8-495-123-45-67", "+78005553535"),
        ("8 495 123-45-67/68", "+74951234567"),
        ("+375 29 123-45-67", "+375291234567"),
        ("+7 701 123 45 67", "+77011234567"),
    ],
)
def test_phones(text: str, phone: str) -> None:
    assert normalise_phone(text) == phone


@pytest.mark.parametrize(
    "text", ["", "нет", "123-45-67", "7707083893", "+7 916 123 45 6", "ИНН 9161234567", "+0"]
)
def test_what_is_no_phone(text: str) -> None:
    assert normalise_phone(text) == ""


@given(st.from_regex(r"[3489][0-9]{9}", fullmatch=True))
def test_a_phone_is_one_however_it_is_written(digits: str) -> None:
    shown = f"({digits[:3]}) {digits[3:6]}-{digits[6:8]}-{digits[8:]}"
    written = [digits, "8" + digits, "7" + digits, "+7" + digits, "8 " + shown, "+7\u00a0" + shown]
    assert {normalise_phone(text) for text in written} == {"+7" + digits}


@given(st.text())
def test_normal_forms_stay(text: str) -> None:
    for normalise in (normalise_phone, normalise_email, domain_of):
        once = normalise(text)
        assert normalise(once) == once


@pytest.mark.parametrize(
    ("text", "email"),
    [
        (" Ivan.Petrov@Example.RU ", "ivan.petrov@example.ru"),
        ("Иван <i@пример.рф>", "i@xn--e1afmkfd.xn--p1ai"),
        ("mailto:a+b@c.io", "a+b@c.io"),
        ("a@b", ""),
        ("a@@b.ru", ""),
        ("a b@c.ru", ""),
        ("a@b..ru", ""),
        ("", ""),
    ],
)
def test_emails(text: str, email: str) -> None:
    assert normalise_email(text) == email


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("https://www.Example.RU:8080/x?q=a@b.ru", "example.ru"),
        ("Example.ru/", "example.ru"),
        ("a@mail.example.ru", "mail.example.ru"),
        ("HTTP://Пример.РФ", "xn--e1afmkfd.xn--p1ai"),
        ("www.ru", "www.ru"),
        ("192.168.1.1", ""),
        ("ООО Ромашка", ""),
        ("", ""),
    ],
)
def test_domains(text: str, domain: str) -> None:
    assert domain_of(text) == domain
