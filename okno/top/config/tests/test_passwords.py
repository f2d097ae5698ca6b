"""What stands in the settings about passwords, tried on a user."""

from django.test import override_settings

from okno.team.people.models import User
from okno.top.config import settings as real


def test_passwords_are_kept_by_argon2():
    # The tests' own settings hash fast; these are the house's.
    with override_settings(PASSWORD_HASHERS=real.PASSWORD_HASHERS):
        user = User(email="a@okno.test")
        user.set_password("a long good password")
        assert user.password.startswith("argon2$")
        assert user.check_password("a long good password")
