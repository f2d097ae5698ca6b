"""The check that a company is not entered twice."""

from django.db.models import Q
from django.utils.translation import gettext as _

from okno.ground.kernel.errors import Invalid
from okno.records.clients.models import Company


class AlreadyHere(Invalid):
    """An INN that another company has; `company` is that company."""

    def __init__(self, company: Company) -> None:
        """Say at the field of the INN whose it is."""
        super().__init__(inn=_("This INN is already in the base: {name}.").format(name=company.name))
        self.company = company


def refuse_duplicate(inn: str, kpp: str, *, but: Company | None = None) -> None:
    """Raise AlreadyHere when another company has this INN; another KPP of the same INN is a branch."""
    if not inn:
        return
    duplicates = Company.objects.filter(inn=inn)
    if but is not None:
        duplicates = duplicates.exclude(pk=but.pk)
    # Without a KPP any company of this INN is meant; with one, a branch or a company whose KPP nobody wrote.
    if kpp:
        duplicates = duplicates.filter(Q(kpp=kpp) | Q(kpp=""))
    if duplicate := duplicates.first():
        raise AlreadyHere(duplicate)
