"""The payment code of Russian banks, ST00012 of GOST R 56042-2014: UTF-8, parts by «|», sum in kopecks."""

from io import BytesIO

import segno

from okno.money.invoicing.models import Invoice
from okno.records.clients.models import BankAccount

# Longest values that the standard takes.
NAME, BANK, PURPOSE = 160, 45, 210


def qr_text(invoice: Invoice, account: BankAccount) -> str:
    """Return the text of the payment code: seller, account, purpose and the kopecks that are left to pay."""
    seller = invoice.seller
    parts = {
        "Name": _plain(seller.legal_name or seller.name, NAME),
        "PersonalAcc": account.account,
        "BankName": _plain(account.bank_name, BANK),
        "BIC": account.bik,
        "CorrespAcc": account.correspondent or "0",
        "PayeeINN": seller.inn,
        "KPP": seller.kpp,
        "Purpose": _plain(purpose(invoice), PURPOSE),
        "Sum": str(invoice.left_minor),
    }
    return "|".join(["ST00012", *(f"{key}={value}" for key, value in parts.items() if value)])


def purpose(invoice: Invoice) -> str:
    """Return the purpose of the payment, by which it is matched to its invoice again."""
    return f"Оплата по счёту № {invoice.number} от {invoice.issued_on:%d.%m.%Y}"


def qr_svg(text: str) -> str:
    made = BytesIO()
    segno.make_qr(text, error="m", encoding="utf-8").save(made, kind="svg", border=0, xmldecl=False)
    return made.getvalue().decode()


def _plain(text: str, longest: int) -> str:
    return " ".join(text.replace("|", "/").split())[:longest]
