"""The writing line above a stream."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.journal.actions.write_note import LONGEST
from okno.journal.permissions import can_write_note

if TYPE_CHECKING:
    from okno.people.models import Employee


class NoteForm(forms.Form):
    """Who may not speak to the client is not offered to."""

    text = forms.CharField(
        label=_("What happened"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("What happened")}),
    )
    kind = forms.ChoiceField(
        label=_("What it was"),
        choices=[("note", _("Note")), ("call", _("Call")), ("meeting", _("Meeting"))],
        initial="note",
    )
    to_client = forms.BooleanField(label=_("The client sees it"), required=False)

    def __init__(self, *args: Any, writer: "Employee", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_write_note(writer, to_client=True):
            del self.fields["to_client"]
