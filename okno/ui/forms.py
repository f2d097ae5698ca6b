"""How forms look, in one place."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Fields with the house's look."""
