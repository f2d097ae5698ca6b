"""The same company, met again."""

from django.db.models import Q
from django.utils.translation import gettext as _

from okno.clients.models import Company
from okno.kernel.errors import Invalid


class AlreadyHere(Invalid):
    """The INN is in the base: `company` is whose."""

    def __init__(self, company: Company) -> None:
        super().__init__(inn=_("This INN is already in the base: {name}.").format(name=company.name))
        self.company = company


def refuse_duplicate(inn: str, kpp: str, *, but: Company | None = None) -> None:
    """Raise AlreadyHere when another company has this INN; another KPP of the same INN is a branch."""
    if not inn:
        return
    same = Company.objects.filter(inn=inn)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if kpp:
        same = same.filter(Q(kpp=kpp) | Q(kpp=""))
    if there := same.first():
        raise AlreadyHere(there)
