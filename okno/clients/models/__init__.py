"""Companies, their people, who keeps whom, and what is closed at the end of a day."""

from okno.clients.models.company import BankAccount, Company, Contact, NumberSeries
from okno.clients.models.keeping import DayClose, Handover, Management, NoContact

__all__ = [
    "BankAccount",
    "Company",
    "Contact",
    "DayClose",
    "Handover",
    "Management",
    "NoContact",
    "NumberSeries",
]
