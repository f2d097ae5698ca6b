"""What several forms ask for: a company by its words, one of those who sell."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from okno.clients.models import Company
from okno.kernel.once import once
from okno.people.models import Employee
from okno.people.permissions import SELLERS

NAMED_AT_MOST = 5
BLANK = [("", "—")]


class CompanyField(forms.CharField):
    """A company by its name, a part of it, or its INN; what fits several is asked again with their names."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        others = Company.objects.filter(is_own=False)
        exact = others.filter(Q(inn=text) | Q(name=text))
        found = list((exact if exact.exists() else others.matching(text))[: NAMED_AT_MOST + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("There is no such company."))
        names = ", ".join(company.name for company in found[:NAMED_AT_MOST])
        raise ValidationError(_("Several fit, write more: {names}").format(names=names))


def sellers() -> QuerySet[Employee]:
    return Employee.objects.working().with_role(*SELLERS)


def seller_choices() -> list[tuple[str, str]]:
    """Key and name of each, as a list of choices has them; a page with two such lists asks once."""
    people = sellers().values_list("pk", "name")
    return once("sellers", lambda: [(str(pk), name) for pk, name in people])
