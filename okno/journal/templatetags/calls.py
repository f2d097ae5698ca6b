"""The form of a call for a line of any room's list."""

from typing import Any

from django import template

from okno.journal.forms import QuickCallForm

register = template.Library()


@register.simple_tag
def call_form(company: Any, given: QuickCallForm | None = None) -> QuickCallForm:
    """The form that came back with something to mend, or an empty one whose ids no other line has."""
    return given or QuickCallForm(auto_id=f"id_call_{company.pk}_%s")
