"""Forms of letters, seasons and prohibitions of letters."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from okno.ground.ui.fields import RowsField
from okno.records.clients.actions.send_letter import LONGEST_SUBJECT, LONGEST_TEXT
from okno.records.clients.models import Company, Contact
from okno.records.clients.no_contact import forbidden_among


class PeopleField(RowsField):
    """A choice of contacts with their addresses, and the reason where letters are forbidden."""

    forbidden: dict[str, Any] = {}

    def label_from_instance(self, obj: Any) -> str:
        """Return the contact's name, position and e-mail, and the prohibition if there is one."""
        label = ", ".join(part for part in (obj.name, obj.position, obj.email) if part)
        no_contact = self.forbidden.get(obj.email)
        wording = _("{person} — not to be written to: {reason}")
        return str(wording).format(person=label, reason=no_contact.reason) if no_contact else label


class LetterForm(forms.Form):
    """The form of a letter."""

    contacts = PeopleField(label=_("To"), queryset=None, widget=forms.CheckboxSelectMultiple)
    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=_("Letter"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8})
    )
    # Which letter this is: sent again after a lost connection, it goes out once.
    letter = forms.CharField(widget=forms.HiddenInput, max_length=36, required=False)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        """Offer the contacts with an e-mail; choose the only one that may be written to."""
        super().__init__(*args, **kwargs)
        people = Contact.objects.there().filter(company=company).exclude(email="")
        to: Any = self.fields["contacts"]
        to.queryset = people
        to.forbidden = forbidden_among([contact.email for contact in people])
        self.has_people = bool(people)
        allowed = [contact.pk for contact in people if contact.email not in to.forbidden]
        to.initial = allowed if len(allowed) == 1 else []
        self.fields["letter"].initial = lambda: uuid4().hex
        self.fields["subject" if to.initial else "contacts"].widget.attrs["autofocus"] = True


class MonthsField(forms.MultipleChoiceField):
    """Some of the twelve months, by their numbers."""

    def __init__(self, **kwargs: Any) -> None:
        """Offer the twelve months."""
        cells = forms.CheckboxSelectMultiple
        super().__init__(choices=list(MONTHS.items()), required=False, widget=cells, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the numbers in order; raise ValidationError when one is no number."""
        try:
            return sorted({int(month) for month in value or ()})
        except (TypeError, ValueError) as error:
            raise ValidationError(_("Months are numbers from 1 to 12.")) from error


class SeasonForm(forms.Form):
    """The form of the busy and the dead months."""

    busy_months = MonthsField(label=_("Busy"))
    dead_months = MonthsField(label=_("Dead"))


class ForbidForm(forms.Form):
    """The form of a prohibition of letters."""

    address = forms.CharField(
        label=_("E-mail or domain"),
        max_length=254,
        help_text=_("A domain stands for all addresses of it and below it: romashka.ru."),
    )
    reason = forms.CharField(label=_("Who asked, and when"), max_length=500)


class LiftForm(forms.Form):
    """The form of lifting a prohibition."""

    reason = forms.CharField(label=_("Why he may be written to again"), max_length=500)
