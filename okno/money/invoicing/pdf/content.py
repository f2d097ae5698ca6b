"""The text and figures of a printed invoice."""

from typing import Any

from okno.deliver.contracts.models import Contract
from okno.ground.kernel.dates import Period, month_of
from okno.ground.kernel.money import format_minor
from okno.ground.kernel.words import date_in_words, roubles_in_words
from okno.money.invoicing.models import Invoice, InvoiceLine
from okno.money.invoicing.pdf.payment_qr import qr_svg, qr_text
from okno.records.clients.models import BankAccount, Company

MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)


def invoice_content(invoice: Invoice) -> dict[str, Any]:
    """Return the texts and sums of a printed invoice.

    Sums paid already are shown apart, and the payment code asks for the rest.
    """
    account = invoice.seller.accounts.order_by("pk").first()
    lines = list(invoice.lines.select_related("contract_line__contract"))
    return {
        "number": invoice.number,
        "issued": date_in_words(invoice.issued_on),
        "due": date_in_words(invoice.due_on),
        "seller": _party(invoice.seller),
        "buyer": _party(invoice.company),
        "bank": _bank(account),
        "basis": _basis([line.contract_line.contract for line in lines]),
        "lines": [_line(line) for line in lines],
        "net": _sum(invoice.net_minor),
        "vat": _sum(invoice.vat_minor),
        "vat_label": _vat_label(lines),
        "gross": _sum(invoice.gross_minor),
        "words": roubles_in_words(invoice.gross_minor),
        "paid": _sum(invoice.paid_minor) if invoice.paid_minor else "",
        "left": _sum(invoice.left_minor) if invoice.left_minor else "",
        "qr": qr_svg(qr_text(invoice, account)) if account and invoice.left_minor else "",
    }


def _party(company: Company) -> dict[str, str]:
    return {
        "name": company.legal_name or company.name,
        "inn": company.inn,
        "kpp": company.kpp,
        "address": company.address,
    }


def _bank(account: BankAccount | None) -> dict[str, str] | None:
    if account is None:
        return None
    return {
        "name": account.bank_name,
        "bik": account.bik,
        "correspondent": account.correspondent,
        "account": account.account,
    }


def _basis(contracts: list[Contract]) -> str:
    """Return the contracts as «договор № 2026-000001 от 12 октября 2026 г.», each once."""
    distinct = {contract.pk: contract for contract in contracts}.values()
    return "; ".join(
        f"договор № {contract.number}"
        + (f" от {date_in_words(contract.signed_on)}" if contract.signed_on else "")
        for contract in distinct
    )


def _line(line: InvoiceLine) -> dict[str, str]:
    return {
        "title": line.title,
        "note": _note(line),
        "net": _sum(line.net_minor),
        "rate": f"{line.vat_rate_bp // 100} %" if line.vat_rate_bp else "без НДС",
        "vat": _sum(line.vat_minor) if line.vat_rate_bp else "—",
        "gross": _sum(line.gross_minor),
    }


def _note(line: InvoiceLine) -> str:
    if line.starts_on is None or line.ends_on is None:
        return "аванс за один месяц" if line.kind == InvoiceLine.Kind.ADVANCE else "разовый платёж"
    period = Period(line.starts_on, line.ends_on)
    if period == month_of(period.starts_on):
        return f"{MONTHS[period.starts_on.month - 1]} {period.starts_on.year} г."
    return f"с {period.starts_on:%d.%m.%Y} по {period.ends_on:%d.%m.%Y}"


def _vat_label(lines: list[InvoiceLine]) -> str:
    rates = sorted({line.vat_rate_bp // 100 for line in lines if line.vat_rate_bp})
    if not rates:
        return "Без НДС"
    return "В том числе НДС " + " и ".join(f"{rate} %" for rate in rates)


def _sum(minor: int) -> str:
    return format_minor(minor, "ru", currency=None)
