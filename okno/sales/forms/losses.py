"""What people type about losses: why a deal is lost, and the list of reasons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from okno.people.models import Employee
from okno.sales.actions.lose_deal import ATTITUDES
from okno.sales.losses import Branch, competitors_named, grouped_choices, reason_tree
from okno.sales.models import Deal

BLANK = [("", "—")]


class ReasonSelect(forms.Select):
    """An option that asks who won carries `data-asks`: sales.css opens the competitor by it."""

    asking: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.asking:
            option["attrs"]["data-asks"] = ""
        return option


class LoseDealForm(forms.Form):
    """Keyboard first: the reason by its first letters, the attitude by arrows, Ctrl+Enter sends."""

    reason = forms.ChoiceField(label=gettext_lazy("Why the deal is lost"), widget=ReasonSelect)
    competitor = forms.CharField(
        label=gettext_lazy("Who won it"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "competitors", "autocomplete": "off"}),
    )
    is_untold = forms.BooleanField(label=gettext_lazy("the client did not say who"), required=False)
    attitude = forms.ChoiceField(
        label=gettext_lazy("How the client feels about us"),
        choices=[one for one in Deal.Attitude.choices if one[0] in ATTITUDES],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("In his words"), max_length=500, required=False)
    next = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, reader: Employee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = reason_tree()
        field: Any = self.fields["reason"]
        field.choices = [*BLANK, *grouped_choices(tree)]
        field.widget.asking = frozenset(one.reason.code for top in tree for one in top.walk() if one.asks)
        self.competitors = competitors_named(reader)

    def add_error(self, field: str | None, error: Any) -> None:
        """The first that is wrong takes the focus, in a dialog too, where nobody scrolls to it."""
        if field in self.fields and not self.errors:
            self.fields[field].widget.attrs["autofocus"] = True
        super().add_error(field, error)

    def told(self) -> dict[str, Any]:
        """What the action takes: a competitor that the client kept to himself is None."""
        given = dict(self.cleaned_data)
        is_untold = given.pop("is_untold") and not given["competitor"]
        return {**given, "competitor": None if is_untold else given["competitor"]}


class LossReasonForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Reason"), max_length=100)
    asks_competitor = forms.BooleanField(label=gettext_lazy("asks who won it"), required=False)

    def __init__(self, *args: Any, above: Branch | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if above and above.asks:
            # What it stands under asks already: there is nothing to choose.
            del self.fields["asks_competitor"]
