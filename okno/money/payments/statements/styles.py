"""Purposes as clients really write them, for the demo's statements and the reader's tests."""

from collections.abc import Sequence
from datetime import date

from okno.ground.kernel.money import format_minor

_STYLES = (
    "Оплата по счету № {full} от {date} за услуги. {vat}",
    "Оплата по счёту №{full} от {date} г. {vat}",
    "по сч.{short} {vat}",
    "Оплата за услуги связи, счет {slash} от {date}, {vat}",
    "inv {short}",
    "Оплата по договору № 45 от 12.03.2025, счет N{full}, сумма {sum} руб. {vat}",
    "ОПЛАТА СЧ № {short} ОТ {date} {vat}",
    "Invoice No. {full} dated {date}",
    "Оплата {full}",
    "За хостинг по счету на оплату №{reversed} от «{day}» {month} {year} г. {vat}",
    "Предоплата по счету-договору {full}. {vat}",
    "оплата счёта от {date} № {short}, {vat}",
)
STYLES = len(_STYLES)
_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


def purpose_in_style(
    style: int,
    number: str,
    *,
    issued_on: date,
    amount_minor: int,
    vat_rate_bp: int | None,
    vat_minor: int = 0,
) -> str:
    """Return the purpose of a payment of one invoice, with its printed number and sums in minor units.

    `style` counts from 0 and starts again after STYLES. Without `vat_rate_bp` it is «без НДС». Every style is
    understood by `invoice_numbers`.
    """
    year, sequence = number.split("-")
    short = sequence.lstrip("0")
    return (
        _STYLES[style % STYLES]
        .format(
            full=number,
            short=short,
            slash=f"{year}/{short}",
            reversed=f"{short}/{year}",
            date=f"{issued_on:%d.%m.%Y}",
            day=f"{issued_on:%d}",
            month=_MONTHS[issued_on.month - 1],
            year=issued_on.year,
            sum=_sum(amount_minor).replace(",", "-"),
            vat=_vat(vat_rate_bp, vat_minor),
        )
        .strip()
    )


def purpose_of_several(
    style: int, numbers: Sequence[str], *, vat_rate_bp: int | None, vat_minor: int = 0
) -> str:
    """Return the purpose of a payment of several invoices: «по счетам №№ 2026-000012 и 2026-000015»."""
    written = [number if style % 2 else number.split("-")[1].lstrip("0") for number in numbers]
    listed = ", ".join(written[:-1]) + (" и " if len(written) > 1 else "") + written[-1]
    head = ("Оплата счетов", "Оплата по счетам №№", "сч. №")[style % 3]
    return f"{head} {listed}. {_vat(vat_rate_bp, vat_minor)}"


def _vat(rate_bp: int | None, vat_minor: int) -> str:
    if rate_bp is None:
        return "Без НДС"
    return f"В т.ч. НДС {rate_bp // 100}% - {_sum(vat_minor)}"


def _sum(amount_minor: int) -> str:
    return format_minor(amount_minor, "ru", None).replace("\N{NO-BREAK SPACE}", "")
