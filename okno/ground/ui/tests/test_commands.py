import json
from io import StringIO
from typing import Any

import pytest
from django.core.management.base import CommandError

from okno.ground.kernel.errors import Guard, Invalid, Refused
from okno.ground.ui.commands import OknoCommand

RECORDED: list[tuple[str, str, str]] = []


def remember(refusal: Refused, *, by: None, door: str, where: str) -> None:
    RECORDED.append((str(refusal), door, where))


class Refusing(OknoCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        raise Refused(guard=Guard.CAPACITY, reason="Занято.", remedy="Подождать.", decides="Техотдел")


class Wrong(OknoCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        raise Invalid(month="Нет такого месяца.")


class Counting(OknoCommand):
    def handle(self, *args: Any, **options: Any) -> None:
        done = sum(self.progress([1, 2, 3], total=3))
        self.answer({"done": done}, f"сделано {done}")


@pytest.fixture(autouse=True)
def recorder(settings: Any) -> None:
    RECORDED.clear()
    settings.OKNO_REFUSAL_RECORDER = f"{__name__}.remember"


def run(command: type[OknoCommand], *arguments: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        command(stdout=out, stderr=err).run_from_argv(["okno", "try", *arguments])
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_refusal_is_told_whole_recorded_and_exits_with_1():
    code, out, err = run(Refusing)
    assert code == 1 and out == ""
    for said in ("5", "Занято.", "Подождать.", "Техотдел"):
        assert said in err
    assert RECORDED == [("Занято.", "command", "try")]


def test_a_refusal_in_json():
    code, out, _ = run(Refusing, "--json")
    assert code == 1
    assert json.loads(out) == {
        "error": "Занято.",
        "guard": "5",
        "remedy": "Подождать.",
        "decides": "Техотдел",
    }


def test_what_is_wrong_is_told_and_not_recorded():
    code, out, _ = run(Wrong, "--json")
    assert code == 1 and json.loads(out)["fields"] == {"month": "Нет такого месяца."}
    assert RECORDED == []


def test_an_answer_is_text_or_json():
    assert run(Counting)[:2] == (0, "сделано 6\n")
    assert json.loads(run(Counting, "--json")[1]) == {"done": 6}


def test_wrong_usage_exits_with_2(capsys: pytest.CaptureFixture[str]):
    assert run(Counting, "--nonsense")[0] == 2


def test_called_from_code_it_raises():
    with pytest.raises(CommandError):
        Refusing(stdout=StringIO()).execute(json=False, force_color=False, no_color=True)
