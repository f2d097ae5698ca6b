from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from okno.ground.kernel.errors import Invalid
from okno.ground.ui.submit import submit


class Name(forms.Form):
    name = forms.CharField(label="Имя")


@dataclass
class Made:
    name: str

    def get_absolute_url(self) -> str:
        return f"/made/{self.name}/"


def send(act: Any = Made, form: Any = Name, **data: str) -> HttpResponse:
    return submit(known(RequestFactory().post("/", data)), form, act, template="ui/form.html")


def known(request: HttpRequest) -> Any:
    request.employee = None  # type: ignore[attr-defined]
    return request


def test_get_shows_the_form():
    answer = submit(known(RequestFactory().get("/")), Name, Made, template="ui/form.html")
    assert answer.status_code == 200
    assert 'name="name"' in answer.content.decode()


@pytest.mark.parametrize("form", [Name, Name()])
def test_post_goes_to_what_was_made(form: Any):
    answer = send(form=form, name="x")
    assert (answer.status_code, answer["Location"]) == (302, "/made/x/")


def test_htmx_is_told_to_load_the_page():
    request = known(RequestFactory().post("/", {"name": "x"}, headers={"HX-Request": "true"}))
    assert submit(request, Name, Made, template="ui/form.html")["HX-Redirect"] == "/made/x/"


def test_a_wrong_form_is_shown_again_with_422():
    answer = send(name="")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def refuse(*, name: str) -> Made:
    raise Invalid(name="Такое имя уже есть.", other="И ещё кое-что.")


def test_the_words_of_the_action_stand_at_its_field_and_nothing_typed_is_lost():
    answer = send(refuse, name="Ромашка")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Ромашка"' in page
    assert "Такое имя уже есть." in page.split('id="id_name_error"')[1]
    assert "И ещё кое-что." in page.split('role="alert"')[1].split("</div>")[0]
