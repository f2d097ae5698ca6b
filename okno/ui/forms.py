"""How forms look, in one place."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """`{{ form }}` and `{% fields form %}` show fields with the house's look."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
