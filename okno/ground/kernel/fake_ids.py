"""Identifiers for the demo company and for tests: valid by every check digit, issued to nobody.

Region 96 has no tax office, so no real organisation or person has these INN and OGRN.
"""

from okno.ground.kernel.identifiers import inn_check_digit, key_remainder, ogrn_check_digit

_REGION = "96"


def make_inn(seed: int, *, person: bool = False) -> str:
    """Return a valid INN of 10 digits, or of 12 for a person.

    Seeds from 0 to 9,999,999 give different numbers.
    """
    # Multiplied by a number prime to ten: neighbours do not look like neighbours, and none meet.
    serial = seed * 7_368_787 % 10_000_000
    if not person:
        digits = f"{_REGION}{serial:07d}"
        return digits + inn_check_digit(digits)
    digits = f"{_REGION}{serial:08d}"
    digits += inn_check_digit(digits)
    return digits + inn_check_digit(digits)


def make_ogrn(seed: int) -> str:
    """Return a valid OGRN of 13 digits. Seeds from 0 to 9,999,999 give different numbers."""
    digits = f"121{_REGION}{seed * 7_368_787 % 10_000_000:07d}"
    return digits + ogrn_check_digit(digits)


def make_account(seed: int, bik: str) -> str:
    """Return a company's rouble account (40702 810) of 20 digits, whose key agrees with the BIK.

    Seeds from 0 to 9,999,999 give different accounts.
    """
    serial = f"{seed * 7_368_787 % 10_000_000:011d}"
    without_key = f"407028100{serial}"
    # The key stands twelfth after the three digits of the BIK, where the weight is 3.
    key = next(digit for digit in range(10) if (key_remainder(without_key, bik) + 3 * digit) % 10 == 0)
    return f"40702810{key}{serial}"
