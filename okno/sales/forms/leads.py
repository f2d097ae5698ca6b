"""What people type about leads, the questions of the qualification and hand-overs of deals."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, pgettext_lazy

from okno.catalog.models import Service
from okno.clients.models import Company
from okno.people.models import Employee
from okno.sales.forms.fields import BLANK, CompanyField, sellers
from okno.sales.models import Lead, Nature, QualificationQuestion
from okno.sales.qualification import BUILT_IN_LONGEST, LARGEST, LONGEST, answer_code, field_of
from okno.ui.fields import DateField, MoneyField

Kind = QualificationQuestion.Kind
WHO = ("name", "contact_name", "email", "phone", "inn", "need")
DEAL = ("title", "owner", "note", "monthly_minor")
YES, NO = "yes", "no"


class RegisterLeadForm(forms.Form):
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
    nature = forms.ChoiceField(label=gettext_lazy("Nature"), choices=Nature.choices, initial="net")
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
        """The left half of the page: who came."""
        return [self[name] for name in WHO if name in self.fields]

    def whence(self) -> list[BoundField]:
        """The right half: what for and from where."""
        return [self[name] for name in self.fields if name not in WHO]


def _yes_or_no(value: str) -> bool | None:
    return {YES: True, NO: False}.get(value)


def answer_field(question: QualificationQuestion) -> forms.Field:
    """A field of the question's kind."""
    label, required = capfirst(str(question.word)), question.is_required
    words: dict[str, Any] = {"label": label, "required": required}
    if question.kind == Kind.MONEY:
        return MoneyField(min_value=0, max_value=LARGEST, **words)
    if question.kind == Kind.NUMBER:
        return forms.IntegerField(min_value=-LARGEST, max_value=LARGEST, **words)
    if question.kind == Kind.DATE:
        return DateField(**words)
    if question.kind == Kind.CHOICE:
        return forms.ChoiceField(choices=[*BLANK, *((one, one) for one in question.choices)], **words)
    if question.kind == Kind.YES_NO:
        said = [*BLANK, (YES, pgettext_lazy("answer", "yes")), (NO, pgettext_lazy("answer", "no"))]
        return forms.TypedChoiceField(choices=said, coerce=_yes_or_no, empty_value=None, **words)
    widget = forms.Textarea(attrs={"rows": 3}) if question.kind == Kind.TEXT else forms.TextInput()
    longest = BUILT_IN_LONGEST.get(question.code) or LONGEST[Kind(question.kind)]
    return forms.CharField(max_length=longest, widget=widget, **words)


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
            known = getattr(lead, name) if question.is_built_in else lead.answers.get(question.code)
            self.initial[name] = {True: YES, False: NO}[known] if isinstance(known, bool) else known
        if "minimum_price_told_minor" in self.fields:
            told = gettext_lazy("Told early, so that it is no surprise later.")
            self.fields["minimum_price_told_minor"].help_text = told

    def deal(self) -> list[BoundField]:
        """The left half of the page: the deal that begins."""
        return [self[name] for name in DEAL]

    def client(self) -> list[BoundField]:
        """The right half: what was learnt of the client."""
        return [self[name] for name in self.fields if name not in DEAL]

    def told(self) -> dict[str, Any]:
        """As the action takes it: fields of the lead by name, the company's own answers by their codes."""
        plain: dict[str, Any] = {"answers": {}}
        for name, value in self.cleaned_data.items():
            code = answer_code(name)
            if code:
                plain["answers"][code] = value.isoformat() if isinstance(value, date) else value
            else:
                plain[name] = value
        return plain


class TurnDownLeadForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why the lead is turned down"), max_length=300)


class GiveOutLeadsForm(forms.Form):
    to = forms.ModelChoiceField(label=gettext_lazy("To whom"), queryset=Employee.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = sellers()  # type: ignore[attr-defined]


class TellMinimumPriceForm(forms.Form):
    told_minor = MoneyField(
        label=gettext_lazy("Minimum price, a month"),
        help_text=gettext_lazy("From this we begin. The client hears it now, so that it is no surprise."),
    )
    whom = forms.CharField(label=gettext_lazy("To whom it was told"), max_length=200, required=False)


class QuestionForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Question"), max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of answer"),
        choices=Kind.choices,
        help_text=gettext_lazy("It stays as it is: answers given already would not fit another kind."),
    )
    choices = forms.CharField(
        label=gettext_lazy("List to choose from"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Only for «one of a list»: a line for each."),
    )
    is_required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)

    def __init__(self, *args: Any, question: QualificationQuestion | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if question is None:
            return
        del self.fields["kind"]
        if question.kind != Kind.CHOICE:
            del self.fields["choices"]
        if question.is_built_in:
            self.fields["name"].required = False
            self.fields["name"].help_text = gettext_lazy("Empty: its own word again.")

    def clean_choices(self) -> list[str]:
        return str(self.cleaned_data["choices"]).splitlines()


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
        shown = colleagues.exclude(pk=but.pk) if but else colleagues
        self.fields["receiver"].queryset = shown  # type: ignore[attr-defined]


class ReturnDealForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is returned"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class AssignLeadForm(forms.Form):
    to = forms.ModelChoiceField(label=gettext_lazy("To whom"), queryset=Employee.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = sellers()  # type: ignore[attr-defined]
