"""The rules of two people at one record, on a plain thing: a name, a flag, a choice, a day, a sum."""

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from okno.ground.kernel.errors import Invalid
from okno.ground.ui import edits
from okno.ground.ui.edits import _read_as, _said, edit
from okno.ground.ui.fields import DateField, MoneyField

pytestmark = pytest.mark.django_db


class PermissionForm(forms.Form):
    name = forms.CharField(label="Name", max_length=20)
    codename = forms.CharField(label="Code", required=False)


@pytest.fixture
def thing() -> Permission:
    kind = ContentType.objects.create(app_label="x", model="x")
    return Permission.objects.create(name="A", codename="a", content_type=kind)


def send(thing: Permission, seen: dict[str, str], **typed: str) -> tuple[HttpResponse, dict[str, Any]]:
    given: dict[str, Any] = {}
    request: Any = RequestFactory().post("/", {**typed, "seen": json.dumps(seen)})
    request.employee = None

    def act(**touched: Any) -> str:
        given.update(touched)
        if touched.get("name") == "bad":
            raise Invalid(name="No.")
        Permission.objects.filter(pk=thing.pk).update(**touched)
        return "/there/"

    context: dict[str, Any] = {}
    answer = edit(request, PermissionForm, thing, act, template="ui/edit.html", context=context)
    return answer, {"given": given, **context}


def by_another(thing: Permission, **changes: str) -> None:
    Permission.objects.filter(pk=thing.pk).update(**changes)


SEEN = {"name": "A", "codename": "a"}


def test_only_the_touched_is_written(thing: Permission) -> None:
    answer, told = send(thing, SEEN, name="B", codename="a")
    assert (answer.status_code, told["given"]) == (302, {"name": "B"})


def test_changes_of_different_fields_merge(thing: Permission) -> None:
    by_another(thing, codename="z")
    answer, told = send(thing, SEEN, name="B", codename="a")
    assert (answer.status_code, told["given"]) == (302, {"name": "B"})
    thing.refresh_from_db()
    assert (thing.name, thing.codename) == ("B", "z")


def test_a_clash_is_told_field_by_field_and_nothing_is_written(thing: Permission) -> None:
    by_another(thing, name="Z", codename="z")
    answer, told = send(thing, SEEN, name="B", codename="a")
    assert (answer.status_code, told["given"]) == (422, {})
    assert [(one.label, one.theirs, one.mine) for one in told["clashes"]] == [("Name", "Z", "B")]
    page = answer.content.decode()
    assert 'value="B"' in page and 'value="z"' in page and told["mine"] == '{"name": "Z"}'


def test_mine_is_saved_knowingly_and_only_over_what_was_seen(thing: Permission) -> None:
    by_another(thing, name="Z")
    assert send(thing, SEEN, name="B", codename="a", mine='{"name": "Y"}')[0].status_code == 422
    assert send(thing, SEEN, name="B", codename="a", mine='{"name": "Z"}')[1]["given"] == {"name": "B"}


def test_what_the_action_refuses_stands_beside_its_field(thing: Permission) -> None:
    answer, told = send(thing, SEEN, name="bad", codename="a")
    assert (answer.status_code, told["clashes"]) == (422, [])
    assert "No." in answer.content.decode()


def test_without_a_memory_the_whole_form_is_taken_as_typed(thing: Permission) -> None:
    by_another(thing, name="Z")
    assert send(thing, {}, name="B", codename="a")[1]["given"] == {"name": "B"}


@pytest.mark.parametrize("memory", ["", "nonsense", "[]", "[" * 5000, "7", '{"name": [1, {}]}'])
def test_a_strange_memory(thing: Permission, memory: str) -> None:
    assert isinstance(edits._read(memory), dict)


def test_every_kind_of_field_is_compared_as_it_is_shown() -> None:
    form = SimpleNamespace(fields={"sum": MoneyField(), "day": DateField(), "flag": forms.BooleanField()})
    read = {"sum": "1\u00a0250,50", "day": "2026-10-12", "flag": True}
    shown = [str(_read_as(form, name, value)) for name, value in read.items()]  # type: ignore[arg-type]
    assert shown == ["125050", "2026-10-12", "True"]
    assert _read_as(form, "day", ["x"]) == ["x"]  # type: ignore[arg-type]


def test_values_are_told_in_words() -> None:
    field = PermissionForm()["name"]
    assert [_said(field, value) for value in ("", None, [], "x", [1, 2])] == ["—", "—", "—", "x", "1, 2"]


def test_a_sum_and_a_day_are_told_as_they_are_typed() -> None:
    class Dated(forms.Form):
        paid = MoneyField(required=False)
        on = DateField(required=False)

    with override("ru"):
        told = _said(Dated()["paid"], 40_000_00), _said(Dated()["on"], date(2026, 11, 30))
    assert told == ("40\u00a0000,00", "30.11.2026")
