from hypothesis import given
from hypothesis import strategies as st

from okno.ground.kernel.fake_ids import make_account, make_inn, make_ogrn
from okno.ground.kernel.identifiers import account_key_is_valid, inn_is_valid, ogrn_is_valid

seeds = st.integers(min_value=0, max_value=9_999_999)


@given(seeds, st.sampled_from(["044525225", "044030653", "040813000", "049205001"]))
def test_invented_numbers_pass_every_check(seed: int, bik: str) -> None:
    assert inn_is_valid(make_inn(seed)) and len(make_inn(seed)) == 10
    assert inn_is_valid(make_inn(seed, person=True)) and len(make_inn(seed, person=True)) == 12
    assert ogrn_is_valid(make_ogrn(seed))
    assert account_key_is_valid(make_account(seed, bik), bik)


@given(seeds, st.integers(1, 9))
def test_one_wrong_digit_of_an_account_is_noticed(seed: int, shift: int) -> None:
    account = make_account(seed, "044525225")
    wrong = account[:11] + str((int(account[11]) + shift) % 10) + account[12:]
    assert not account_key_is_valid(wrong, "044525225")
    inn = make_inn(seed)
    one_off = inn[:9] + str((int(inn[9]) + shift) % 10)
    assert not inn_is_valid(one_off)


def test_seeds_do_not_meet() -> None:
    made = range(20_000)
    for make in (make_inn, make_ogrn, lambda seed: make_account(seed, "044525225")):
        assert len({make(seed) for seed in made}) == 20_000
    assert make_inn(1) == "9673687873"
