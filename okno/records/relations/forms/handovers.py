"""Forms of handing clients over."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from okno.records.relations.ratings import WORDS
from okno.team.people.models import Absence, Employee
from okno.team.people.permissions import SELLERS

AWAY = _("{name} (away until {day}, {substitute} stands in)")


class ReceiverField(forms.ModelChoiceField):
    """A choice of employees who may manage clients; an absent one is shown with their substitute."""

    away: dict[int, Absence]

    def label_from_instance(self, obj: Any) -> str:
        """Return the employee's name, with the absence and the substitute if there is one."""
        absence = self.away.get(obj.pk)
        if absence is None:
            return str(obj)
        day = date_format(absence.ends_on, "j E")
        return str(AWAY).format(name=obj, day=day, substitute=absence.substitute)


class HandOverForm(forms.Form):
    """The form of handing over one client or many."""

    receiver = ReceiverField(label=_("To whom"), queryset=Employee.objects.none(), empty_label="—")
    note = forms.CharField(
        label=_("What to know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is not in the journal: how to speak with them, what they are afraid of."),
    )
    with_promises = forms.BooleanField(
        label=_("Hand over what was promised to them as well"), required=False, initial=True
    )

    def __init__(self, *args: Any, on: date, but: Employee | None = None, **kwargs: Any) -> None:
        """Offer the sellers who work here, without `but`, and read who is absent on the day `on`."""
        super().__init__(*args, **kwargs)
        receiver: Any = self.fields["receiver"]
        sellers = Employee.objects.working().with_role(*SELLERS)
        receiver.queryset = sellers.exclude(pk=but.pk) if but else sellers
        absences = Absence.objects.on_day(on).select_related("substitute")
        receiver.away = {absence.employee_id: absence for absence in absences}


class AcknowledgeForm(forms.Form):
    """The form of acknowledging a handover."""

    rating = forms.TypedChoiceField(
        label=_("How warm the relationship is"),
        coerce=int,
        choices=[(number, f"{number}") for number in WORDS],
        widget=forms.RadioSelect,
    )
    impression = forms.CharField(
        label=_("First impression"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Label the ratings in the reader's language."""
        super().__init__(*args, **kwargs)
        rating: Any = self.fields["rating"]
        rating.choices = [(number, f"{number} — {word}") for number, word in WORDS.items()]
