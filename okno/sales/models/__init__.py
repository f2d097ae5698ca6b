"""From the first touch to a won or lost deal."""

from okno.sales.models.deals import Deal, Stage
from okno.sales.models.imported import ImportedAgent, LeadsFile
from okno.sales.models.leads import Lead, LeadKey, LeadTurn, Nature, TurnCounter

__all__ = [
    "Deal",
    "ImportedAgent",
    "Lead",
    "LeadKey",
    "LeadTurn",
    "LeadsFile",
    "Nature",
    "Stage",
    "TurnCounter",
]
