"""Invented data for the page of components."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.ground.kernel.clock import local_date
from okno.ground.kernel.errors import Guard, Refused
from okno.ground.kernel.statuses import Tone
from okno.ground.ui.fields import DateField, MoneyField, PercentField
from okno.top.tools.showcase_charts import charts


@dataclass(frozen=True)
class Name:
    pk: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Row:
    title: str
    manager: Name
    status: str
    tone: Tone
    on: date
    minor: int
    late: bool = False


class Sample(forms.Form):
    price = MoneyField(label=gettext_lazy("Monthly fee"), help_text=gettext_lazy("Without VAT."))
    discount = PercentField(label=gettext_lazy("Discount, %"), required=False)
    until = DateField(label=gettext_lazy("Holds until"))
    place = forms.ChoiceField(
        label=gettext_lazy("Location"), choices=[("a", "ЦОД «Север»"), ("b", "ЦОД «Юг»")]
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Attitude"),
        choices=[
            ("warm", gettext_lazy("warm: will come back")),
            ("cold", gettext_lazy("cold: disappointed")),
        ],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label=gettext_lazy("The client agreed"), required=False)
    comment = forms.CharField(label=gettext_lazy("Comment"), widget=forms.Textarea, required=False)


def shown(at: datetime) -> dict[str, Any]:
    """Return what the page of components shows at this instant."""
    today = local_date(at)
    people = [Name(1, "Анна Примерова"), Name(2, "Борис Вымыслов"), Name(4, "Вера Небылицына")]
    rows = [
        Row("Ромашка-Телеком", people[0], "open", Tone.NEW, today, 125_000_000),
        Row(
            "Студия «Третий этаж»",
            people[1],
            "sent",
            Tone.WAIT,
            today - timedelta(days=1),
            1_075_000,
            late=True,
        ),
        Row("Медвежий угол", people[2], "accepted", Tone.GOOD, today - timedelta(days=40), 0),
        Row(
            "Торговый дом «Придуманный»", people[0], "lost", Tone.BAD, today - timedelta(days=400), -1_290_323
        ),
    ]
    filled = Sample({"price": "сто", "discount": "12,5", "until": "", "place": "a", "way": "warm"})
    filled.is_valid()
    return {
        "at": at,
        "people": people,
        "rows": rows,
        "tones": [tone.value for tone in Tone],
        "charts": charts(today),
        "form": Sample(initial={"price": 1_075_000, "until": today, "way": "warm"}, prefix="empty"),
        "wrong": filled,
        "error": Refused(
            guard=Guard.FLOOR,
            reason=_("10,749.99 is below the floor of 10,750.00."),
            remedy=_("Raise the price to the floor, or ask for an approval of exactly this line."),
            decides=_("Head of sales"),
        ),
    }
