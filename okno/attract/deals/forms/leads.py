"""What people type about leads, the questions of the qualification and hand-overs of deals."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from okno.attract.leads.forms.fields import sellers
from okno.attract.leads.forms.leads import NO, YES, answer_field
from okno.attract.leads.models import Lead, QualificationQuestion
from okno.attract.leads.qualification import answer_code, field_of
from okno.ground.ui.fields import MoneyField
from okno.team.people.models import Employee

DEAL = ("title", "owner", "note", "monthly_minor")


class QualifyLeadForm(forms.Form):
    """The deal that begins, and the questions as the company asks them, in its order."""

    title = forms.CharField(label=gettext_lazy("What the deal is about"), max_length=300)
    monthly_minor = MoneyField(label=gettext_lazy("Expected a month"), required=False)
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Who leads the deal"),
        queryset=Employee.objects.none(),
        help_text=gettext_lazy("A colleague accepts the deal or returns it with a reason."),
    )
    note = forms.CharField(
        label=gettext_lazy("What the colleague should know"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, lead: Lead, questions: list[QualificationQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = sellers()  # type: ignore[attr-defined]
        for question in questions:
            name = field_of(question)
            self.fields[name] = answer_field(question)
            answer = getattr(lead, name) if question.is_built_in else lead.answers.get(question.code)
            self.initial[name] = {True: YES, False: NO}[answer] if isinstance(answer, bool) else answer
        if "minimum_price_told_minor" in self.fields:
            hint = gettext_lazy("Told early, so that it is no surprise later.")
            self.fields["minimum_price_told_minor"].help_text = hint

    def deal(self) -> list[BoundField]:
        """Return the left half of the page: the deal that begins."""
        return [self[name] for name in DEAL]

    def client(self) -> list[BoundField]:
        """Return the right half of the page: what was learnt of the client."""
        return [self[name] for name in self.fields if name not in DEAL]

    def fields_of_lead(self) -> dict[str, Any]:
        """Return what the action takes: fields of the lead by name, the company's own answers by their
        codes.
        """
        plain: dict[str, Any] = {"answers": {}}
        for name, value in self.cleaned_data.items():
            code = answer_code(name)
            if code:
                plain["answers"][code] = value.isoformat() if isinstance(value, date) else value
            else:
                plain[name] = value
        return plain


class HandOverDealForm(forms.Form):
    receiver = forms.ModelChoiceField(label=gettext_lazy("To whom"), queryset=Employee.objects.none())
    note = forms.CharField(
        label=gettext_lazy("What the colleague should know"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, but: Employee | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues: QuerySet[Employee] = sellers()
        receivers = colleagues.exclude(pk=but.pk) if but else colleagues
        self.fields["receiver"].queryset = receivers  # type: ignore[attr-defined]


class ReturnDealForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is returned"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
