"""How forms look, in one place."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest

from okno.ground.ui.widgets import SELECT, select_html


class Renderer(DjangoTemplates):
    """`{{ form }}` and `{% fields form %}` show fields with the house's look."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        # Django renders two templates for each option: of five hundred people half of the page's time.
        if template_name == SELECT:
            return select_html(context["widget"])
        return super().render(template_name, context, request)
