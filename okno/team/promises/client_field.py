"""A form field for a client typed by name; clients are a later room, so their model is reached through
Promise.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from okno.team.people.models import Employee
from okno.team.promises.models import Promise

NAMED_AT_MOST = 5


def companies() -> Any:
    """Return the manager of the model Company."""
    model: Any = Promise._meta.get_field("company").related_model
    return model.objects


class ClientField(forms.CharField):
    """A client by name, a part of it, or INN, among the companies that the reader sees."""

    reader: Employee | None = None

    def clean(self, value: Any) -> Any:
        """Return the company or None for an empty text; raise ValidationError when none or several fit."""
        text = super().clean(value)
        if not text:
            return None
        others = companies().visible_to(self.reader).filter(is_own=False)
        exact = others.filter(Q(inn=text) | Q(name=text))
        matches = list((exact if exact.exists() else others.matching(text))[: NAMED_AT_MOST + 1])
        if len(matches) == 1:
            return matches[0]
        if not matches:
            raise ValidationError(_("There is no such company."))
        names = ", ".join(company.name for company in matches[:NAMED_AT_MOST])
        raise ValidationError(_("Several fit, write more: {names}").format(names=names))
