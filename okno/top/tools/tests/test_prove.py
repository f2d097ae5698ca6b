"""`okno prove`: names what is there, runs it whole, and says when it does not hold."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from okno.top.tools.proofs import PROOFS, ROOT, Proof


@pytest.mark.parametrize("name", PROOFS)
def test_a_proof_names_files_that_are_there(name: str) -> None:
    files = [word for word in PROOFS[name].arguments if word.endswith(".py")]
    assert files and all((ROOT / file).is_file() for file in files)


def test_a_proof_runs_without_a_turn_and_with_the_settings_of_the_tests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OKNO_TURN", "3")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "okno.top.config.settings")
    code = "import os; assert not {'OKNO_TURN', 'DJANGO_SETTINGS_MODULE'} & set(os.environ)"
    assert Proof("a whole run", ("-c", code)).run()


def test_what_does_not_hold_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PROOFS, "kills", Proof("two is three", ("-c", "assert 2 == 3")))
    with pytest.raises(CommandError, match="two is three"):
        call_command("prove", "kills", stdout=StringIO())
    monkeypatch.setitem(PROOFS, "kills", Proof("two is two", ("-c", "assert 2 == 2")))
    out = StringIO()
    call_command("prove", "kills", stdout=out)
    assert out.getvalue().strip() == "proven: two is two"
