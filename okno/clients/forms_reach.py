"""How a client is reached: letters, seasons, and who is never written to."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from okno.clients.actions.send_letter import LONGEST_SUBJECT, LONGEST_TEXT
from okno.clients.models import Company, Contact
from okno.clients.no_contact import forbidden_among
from okno.ui.fields import RowsField


class PeopleField(RowsField):
    """People with their addresses; beside who must not be written to stands why not."""

    forbidden: dict[str, Any] = {}

    def label_from_instance(self, obj: Any) -> str:
        said = ", ".join(part for part in (obj.name, obj.position, obj.email) if part)
        why = self.forbidden.get(obj.email)
        wording = _("{person} — not to be written to: {reason}")
        return str(wording).format(person=said, reason=why.reason) if why else said


class LetterForm(forms.Form):
    contacts = PeopleField(label=_("To"), queryset=None, widget=forms.CheckboxSelectMultiple)
    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=_("Letter"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8})
    )
    # Which letter this is: sent again after a lost connection, it goes out once.
    letter = forms.CharField(widget=forms.HiddenInput, max_length=36, required=False)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Contact.objects.there().filter(company=company).exclude(email="")
        to: Any = self.fields["contacts"]
        to.queryset = people
        to.forbidden = forbidden_among([one.email for one in people])
        self.has_people = bool(people)
        free = [one.pk for one in people if one.email not in to.forbidden]
        to.initial = free if len(free) == 1 else []
        self.fields["letter"].initial = lambda: uuid4().hex
        self.fields["subject" if to.initial else "contacts"].widget.attrs["autofocus"] = True


class MonthsField(forms.MultipleChoiceField):
    """Some of the twelve months, by their numbers."""

    def __init__(self, **kwargs: Any) -> None:
        cells = forms.CheckboxSelectMultiple
        super().__init__(choices=list(MONTHS.items()), required=False, widget=cells, **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return sorted({int(month) for month in value or ()})
        except (TypeError, ValueError) as error:
            raise ValidationError(_("Months are numbers from 1 to 12.")) from error


class SeasonForm(forms.Form):
    busy_months = MonthsField(label=_("Busy"))
    dead_months = MonthsField(label=_("Dead"))


class ForbidForm(forms.Form):
    address = forms.CharField(
        label=_("E-mail or domain"),
        max_length=254,
        help_text=_("A domain stands for all addresses of it and below it: romashka.ru."),
    )
    reason = forms.CharField(label=_("Who asked, and when"), max_length=500)


class LiftForm(forms.Form):
    reason = forms.CharField(label=_("Why he may be written to again"), max_length=500)
