"""Parts that several operations on leads share: bounded texts and sums, employees by number."""

from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import Field

from okno.ground.kernel.errors import Invalid
from okno.ground.ui.api import Minor
from okno.team.people.models import Employee

Short = Annotated[str, Field(max_length=200)]


Sum = Annotated[Minor, Field(ge=0)]


def employee_of(pk: int, field: str) -> Employee:
    """Return the employee with this key; raise Invalid on the field when there is none."""
    employee = Employee.objects.filter(pk=pk).first()
    if employee is None:
        raise Invalid(**{field: _("There is no such employee.")})
    return employee
