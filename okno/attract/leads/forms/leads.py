"""Forms of leads: registration, answers to the qualification, disqualification, minimum price."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, pgettext_lazy

from okno.attract.leads.forms.fields import BLANK, CompanyField, sellers
from okno.attract.leads.models import Lead, QualificationQuestion, SourceType
from okno.attract.leads.qualification import BUILT_IN_LONGEST, LARGEST, LONGEST
from okno.ground.ui.fields import DateField, MoneyField
from okno.records.catalog.models import Service
from okno.records.clients.models import Company
from okno.team.people.models import Employee

Kind = QualificationQuestion.Kind


WHO = ("name", "contact_name", "email", "phone", "inn", "need")


YES, NO = "yes", "no"


class RegisterLeadForm(forms.Form):
    """A lead as an employee types it; for a company that is chosen already its name and INN are left out."""

    name = forms.CharField(label=gettext_lazy("Company"), max_length=300, required=False)
    contact_name = forms.CharField(label=gettext_lazy("Contact person"), max_length=200, required=False)
    email = forms.CharField(
        label=gettext_lazy("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    inn = forms.CharField(
        label=gettext_lazy("INN"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    need = forms.CharField(
        label=gettext_lazy("What is needed"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    service = forms.ModelChoiceField(
        label=gettext_lazy("Service"), queryset=Service.objects.all(), required=False, empty_label="—"
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), choices=Lead.Channel.choices, initial="call")
    source_type = forms.ChoiceField(label=gettext_lazy("Nature"), choices=SourceType.choices, initial="net")
    campaign = forms.CharField(label=gettext_lazy("Campaign"), max_length=100, required=False)
    recommended_by = CompanyField(
        label=gettext_lazy("Recommended by the client"),
        required=False,
        help_text=gettext_lazy("Name or INN. The lead goes to the manager of this client."),
    )
    brought_by = forms.ModelChoiceField(
        label=gettext_lazy("Who found the lead"),
        queryset=Employee.objects.none(),
        required=False,
        empty_label="—",
    )

    def __init__(self, *args: Any, company: Company | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["brought_by"].queryset = sellers()  # type: ignore[attr-defined]
        if company:
            del self.fields["name"], self.fields["inn"]

    def who(self) -> list[BoundField]:
        """Return the fields of the page's left half: the company, the person and the need."""
        return [self[name] for name in WHO if name in self.fields]

    def whence(self) -> list[BoundField]:
        """Return the fields of the page's right half: the service and the source."""
        return [self[name] for name in self.fields if name not in WHO]


def _yes_or_no(value: str) -> bool | None:
    return {YES: True, NO: False}.get(value)


def answer_field(question: QualificationQuestion) -> forms.Field:
    """Return a form field for the question's kind of answer."""
    label, required = capfirst(str(question.word)), question.is_required
    options: dict[str, Any] = {"label": label, "required": required}
    if question.kind == Kind.MONEY:
        return MoneyField(min_value=0, max_value=LARGEST, **options)
    if question.kind == Kind.NUMBER:
        return forms.IntegerField(min_value=-LARGEST, max_value=LARGEST, **options)
    if question.kind == Kind.DATE:
        return DateField(**options)
    if question.kind == Kind.CHOICE:
        return forms.ChoiceField(
            choices=[*BLANK, *((choice, choice) for choice in question.choices)], **options
        )
    if question.kind == Kind.YES_NO:
        choices = [*BLANK, (YES, pgettext_lazy("answer", "yes")), (NO, pgettext_lazy("answer", "no"))]
        return forms.TypedChoiceField(choices=choices, coerce=_yes_or_no, empty_value=None, **options)
    widget = forms.Textarea(attrs={"rows": 3}) if question.kind == Kind.TEXT else forms.TextInput()
    longest = BUILT_IN_LONGEST.get(question.code) or LONGEST[Kind(question.kind)]
    return forms.CharField(max_length=longest, widget=widget, **options)


class DisqualifyLeadForm(forms.Form):
    """The reason for a disqualification."""

    reason = forms.CharField(label=gettext_lazy("Why the lead is turned down"), max_length=300)


class TellMinimumPriceForm(forms.Form):
    """The minimum price that a client was told, and the person who heard it."""

    told_minor = MoneyField(
        label=gettext_lazy("Minimum price, a month"),
        help_text=gettext_lazy("From this we begin. The client hears it now, so that it is no surprise."),
    )
    whom = forms.CharField(label=gettext_lazy("To whom it was told"), max_length=200, required=False)
