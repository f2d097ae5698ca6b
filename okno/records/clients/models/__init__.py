"""Companies, contacts, bank accounts, terms of managers, prohibitions of letters, number series."""

from okno.records.clients.models.company import BankAccount, Company, Contact, NumberSeries
from okno.records.clients.models.relationships import AccountManagerTerm, NoContact

__all__ = ["AccountManagerTerm", "BankAccount", "Company", "Contact", "NoContact", "NumberSeries"]
