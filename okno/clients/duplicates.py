"""The same company, met again."""

from django.utils.translation import gettext as _

from okno.clients.models import Company
from okno.kernel.errors import Invalid


class AlreadyHere(Invalid):
    """The INN is in the base: `company` is whose."""

    def __init__(self, company: Company) -> None:
        super().__init__(inn=_("This INN is already in the base: {name}.").format(name=company.name))
        self.company = company
