"""Search of contracts by number."""

from django.utils.translation import gettext_lazy as _

from okno.deliver.contracts.models import Contract
from okno.ground.ui.ranking import PART_OF_NUMBER, bonus
from okno.ground.ui.search import SearchQuery, SearchResult
from okno.records.clients.numbering import numbered
from okno.team.people.models import Employee

MOST = 5


def search(user: Employee, query: SearchQuery) -> list[SearchResult]:
    """Return contracts for «2026-000012», «договор 12» or «12»."""
    of_number = numbered("contract", query) if query.names("договор", "contract") else None
    if of_number is None:
        return []
    rows = Contract.objects.visible_to(user).filter(of_number).select_related("company")
    return [
        SearchResult(
            str(_("Contract {number}")).format(number=contract.number),
            f"{contract.company.name} · {contract.get_status_display()}",
            contract.get_absolute_url(),
            "pen",
            _("Contracts"),
            PART_OF_NUMBER + bonus(opened=query.was_opened(contract)) - 5 - place,
            contract.pk,
            "contract",
        )
        for place, contract in enumerate(rows.order_by("-year", "-pk")[:MOST])
    ]
