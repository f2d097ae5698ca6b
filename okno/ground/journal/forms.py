"""The forms of the journal: the writing line, a call from a list, a rewording."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from okno.ground.journal.actions.write_note import LONGEST
from okno.ground.journal.calls import CallResult
from okno.ground.journal.permissions import can_write_note
from okno.ground.kernel.actors import actor_of

if TYPE_CHECKING:
    from okno.team.people.models import Employee

# Kind → its word and the key that opens the line with it.
KINDS = {"note": (_("Note"), "n"), "call": (_("Call"), "t"), "meeting": (_("Meeting"), "m")}
PROMPTS = {
    "note": _("What happened"),
    "call": _("What was said"),
    "meeting": _("What was agreed"),
}


def new_form_id() -> str:
    """Return a random id for a form that is being opened."""
    return uuid4().hex


class OnceField(forms.CharField):
    """The hidden id of an opened form, by which a form sent twice writes once."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=36, widget=forms.HiddenInput, initial=new_form_id)


class NoteForm(forms.Form):
    """The form of a note, a call or a meeting; only those who may write to the client see that choice."""

    text = forms.CharField(
        label=_("What happened"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(
        label=_("What it was"),
        choices=[(kind, label) for kind, (label, _key) in KINDS.items()],
        initial="note",
        widget=forms.HiddenInput,
    )
    result = forms.ChoiceField(
        label=_("How it ended"), choices=[("", _("How it ended")), *CallResult.choices], required=False
    )
    whom = forms.CharField(label=_("With whom"), max_length=200, required=False)
    to_client = forms.BooleanField(label=_("The client sees it"), required=False)
    once = OnceField()

    def __init__(self, *args: Any, writer: "Employee", opened: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_write_note(actor_of(writer), to_client=True):
            del self.fields["to_client"]
        if self.shown_kind != "call":
            del self.fields["result"]
        if self.shown_kind == "note":
            del self.fields["whom"]
        else:
            self.fields["whom"].widget.attrs |= {"list": "whom-known", "placeholder": _("With whom")}
        self.fields["text"].widget.attrs["placeholder"] = PROMPTS[self.shown_kind]
        if opened:
            self.fields["text"].widget.attrs["autofocus"] = True

    @property
    def shown_kind(self) -> str:
        """Return the kind whose fields the form shows: the chosen one, or "note" without a valid choice."""
        kind = self.data.get("kind") if self.is_bound else self.initial.get("kind")
        return kind if kind in KINDS else "note"

    @property
    def kinds(self) -> list[tuple[str, Any, str, bool]]:
        """Return the kinds for the switch: code, label, keyboard key and whether it is the one shown."""
        return [(kind, label, key, kind == self.shown_kind) for kind, (label, key) in KINDS.items()]


class QuickCallForm(forms.Form):
    """The form of a call in a line of a list: how it ended, and an optional text."""

    result = forms.ChoiceField(
        label=_("How it ended"), choices=[("", _("How it ended")), *CallResult.choices], required=False
    )
    text = forms.CharField(
        label=_("What was said"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("What was said")}),
    )
    once = OnceField()


class RewordForm(forms.Form):
    text = forms.CharField(
        label=_("In words for the client"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
