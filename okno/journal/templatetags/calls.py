"""The form of a call for a line of any room's list."""

from typing import Any

from django import template

from okno.journal.forms import QuickCallForm

register = template.Library()


@register.simple_tag
def call_form(company: Any, given: QuickCallForm | None = None, focus: bool = False) -> QuickCallForm:
    """The form that came back with something to mend, or an empty one whose ids no other line has.

    `focus`: the line was opened for it, and the cursor goes there.
    """
    form = given or QuickCallForm(auto_id=f"id_call_{company.pk}_%s")
    if focus:
        form.fields["result"].widget.attrs["autofocus"] = True
    return form
