"""A client typed by name; clients lie above this room, so their model is met through a promise."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from okno.people.models import Employee
from okno.promises.models import Promise

NAMED_AT_MOST = 5


def companies() -> Any:
    model: Any = Promise._meta.get_field("company").related_model
    return model.objects


class ClientField(forms.CharField):
    """By name, a part of it, or INN, of those whom the reader sees; what fits several is asked again."""

    reader: Employee | None = None

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        others = companies().visible_to(self.reader).filter(is_own=False)
        exact = others.filter(Q(inn=text) | Q(name=text))
        found = list((exact if exact.exists() else others.matching(text))[: NAMED_AT_MOST + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("There is no such company."))
        names = ", ".join(company.name for company in found[:NAMED_AT_MOST])
        raise ValidationError(_("Several fit, write more: {names}").format(names=names))
