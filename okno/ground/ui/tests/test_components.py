from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from okno.ground.kernel.errors import Forbidden, Guard, Refused
from okno.ground.kernel.statuses import StatusChoices, Tone
from okno.ground.ui.fields import MoneyField
from okno.ground.ui.status_tones import LOOKS


@dataclass
class Thing:
    class Status(StatusChoices):
        WON = "won", Tone.GOOD, "Won"

    status: str
    pk: int = 3

    def get_status_display(self) -> str:
        return f"<{self.status}>"


class Price(forms.Form):
    price = MoneyField(help_text="без НДС")
    way = forms.ChoiceField(choices=[("a", "А")], widget=forms.RadioSelect)
    note = forms.CharField(required=False, widget=forms.Textarea)


def render(text: str, **context: Any) -> str:
    return engines["django"].from_string(text).render(context)


@pytest.fixture
def request_of_visitor() -> HttpRequest:
    request: Any = RequestFactory().get("/")
    request.employee = None
    return request


def test_a_status_has_a_word_a_shape_and_a_tone_and_is_escaped():
    shown = render("{% status thing %}", thing=Thing("won"))
    shape = '<i class="bi bi-check-circle-fill" aria-hidden="true"></i>'
    assert shown == f'<span class="status tone-good">{shape}&lt;won&gt;</span>'
    with pytest.raises(ValueError, match="never heard of"):
        render("{% status thing %}", thing=Thing("never heard of"))
    assert "tone-risk" in render('{% status word="Риск" tone="risk" %}')


def test_each_tone_has_a_shape_of_its_own():
    assert set(LOOKS) == set(Tone)
    assert len({look.icon for look in LOOKS.values()}) == len(LOOKS)


def test_money_in_tables():
    assert render('{{ 0|money:"dash" }}') == '<span class="money">—</span>'
    assert "0<span" in render("{{ 0|money }}")
    assert "₽" not in render('{{ 100|money:"bare" }}')


def test_a_person_is_initials_and_a_name():
    shown = render("{% person one %}", one="Анна <Примерова>")
    assert ">А&lt;<" in shown and "Анна &lt;Примерова&gt;" in shown
    assert "—" in render("{% person none %}", none=None)


def test_fields_tie_help_and_error_to_the_input():
    shown = render("{% fields form %}", form=Price({"price": "сто"}))
    assert 'aria-describedby="id_price_helptext id_price_error"' in shown
    assert 'id="id_price_error"' in shown and 'id="id_price_helptext"' in shown
    assert 'class="form-control is-invalid"' in shown
    assert "<fieldset" in shown
    assert 'rows="3"' in shown
    assert str(Price({"price": "сто"})).split() == shown.split()


def test_a_verb_is_a_form_with_one_button():
    shown = render(
        '{% verb "set_language" label="Принять" style="primary" confirm="Точно?" hidden="next=/x" %}'
    )
    assert 'method="post"' in shown and 'action="/i18n/setlang/"' in shown
    assert '<input type="hidden" name="next" value="/x">' in shown
    assert "btn-primary" in shown and 'data-confirm="Точно?"' in shown


def test_panels_skip_addresses_that_do_not_exist(settings: Any):
    settings.OKNO_PANELS = "okno.ground.ui.tests.test_components.PANELS"
    shown = render("{% panels thing %}", thing=Group(pk=7))
    assert shown.count('class="panel-slot"') == 1
    assert f'hx-get="{reverse("clients:company", args=[7])}"' in shown


PANELS = {"auth.group": ["nowhere:panel", "clients:company"]}


def test_a_refusal_says_all_four_things(request_of_visitor: HttpRequest):
    refused = Refused(guard=Guard.FLOOR, reason="Ниже <порога>.", remedy="Поднять.", decides="Собственник")
    for template in ("ui/refusal.html", "ui/refusal.html#refusal"):
        page = render_to_string(template, {"error": refused}, request_of_visitor)
        for said in ("Ниже &lt;порога&gt;.", "Поднять.", "Собственник", str(refused.guard_name)):
            assert said in page, (template, said)
    assert "data-refusal" in page and "<html" not in page


def test_a_forbidden_verb_has_no_guard(request_of_visitor: HttpRequest):
    page = render_to_string("ui/refusal.html", {"error": Forbidden("Не ваша роль.")}, request_of_visitor)
    assert "Не ваша роль." in page
    assert "refusal-guard" not in page and "refusal-decides" not in page


@pytest.mark.parametrize(
    "name", ["ui/page.html", "ui/record.html", "404.html", "403.html", "500.html", "403_csrf.html"]
)
def test_pages_have_no_inline_script_or_style(name: str, request_of_visitor: HttpRequest):
    page = render_to_string(name, {}, request_of_visitor)
    assert "<style" not in page and " style=" not in page and " on" + "click" not in page
    assert all("src=" in tag for tag in page.split("<script")[1:])
    assert "<h1" in page
