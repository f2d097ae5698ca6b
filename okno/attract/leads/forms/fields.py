"""Fields that several forms share: a company by a text, an employee who sells."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from okno.ground.kernel.request_cache import cached_for_request
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.team.people.permissions import SELLERS

NAMED_AT_MOST = 5
BLANK = [("", "—")]


class CompanyField(forms.CharField):
    """A company by its name, a part of it, or its INN."""

    def clean(self, value: Any) -> Any:
        """Return the company, or None for an empty text; raise ValidationError when none or several fit.

        The message names the first few that fit, so that the next attempt is more exact.
        """
        text = super().clean(value)
        if not text:
            return None
        others = Company.objects.filter(is_own=False)
        exact = others.filter(Q(inn=text) | Q(name=text))
        companies = list((exact if exact.exists() else others.matching(text))[: NAMED_AT_MOST + 1])
        if len(companies) == 1:
            return companies[0]
        if not companies:
            raise ValidationError(_("There is no such company."))
        names = ", ".join(company.name for company in companies[:NAMED_AT_MOST])
        raise ValidationError(_("Several fit, write more: {names}").format(names=names))


def sellers() -> QuerySet[Employee]:
    """Return the employees who work here today and sell."""
    return Employee.objects.working().with_role(*SELLERS)


def seller_choices() -> list[tuple[str, str]]:
    """Return key and name of each seller as choices; cached, so that two such lists cost one query."""
    people = sellers().values_list("pk", "name")
    return cached_for_request("sellers", lambda: [(str(pk), name) for pk, name in people])
