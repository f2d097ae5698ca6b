"""The template tag with the form of a call, for the lines of any room's list."""

from typing import Any

from django import template

from okno.ground.journal.forms import QuickCallForm

register = template.Library()


@register.simple_tag
def call_form(company: Any, returned: QuickCallForm | None = None, focus: bool = False) -> QuickCallForm:
    """Return the form that came back with errors, or an empty one whose ids belong to this company's line.

    With `focus` the cursor goes into it, because the line was opened for this form.
    """
    form = returned or QuickCallForm(auto_id=f"id_call_{company.pk}_%s")
    if focus:
        form.fields["result"].widget.attrs["autofocus"] = True
    return form
