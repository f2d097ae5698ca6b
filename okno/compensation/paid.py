"""What locked months have paid, by whom and what for: the past that nothing changes (guard 7)."""

from collections import defaultdict
from datetime import date
from typing import Any

from okno.compensation.agreed import Agreed
from okno.compensation.amounts import ComponentKind
from okno.compensation.amounts.client import PaidTo
from okno.compensation.models import EarningLine, Payslip

Key = tuple[int, str, str, int | None, date | None]
MONTHLY = {EarningLine.Kind.UPKEEP, EarningLine.Kind.JUDGEMENT, EarningLine.Kind.BASE}
ONCE_A_CLIENT = {EarningLine.Kind.ATTRACTION, EarningLine.Kind.ONBOARDING}


class Paid:
    """The lines of locked payslips summed by what they are for (`Due.key`): one query.

    `amount_minor` counts what was paid, not what is held; `month_on` is the locked month a key belongs to.
    """

    def __init__(self, agreed: Agreed) -> None:
        self.amount_minor: dict[Key, int] = defaultdict(int)
        self.month_on: dict[Key, date] = {}
        self.to = PaidTo()
        lines = (
            EarningLine.objects.filter(payslip__status=Payslip.Status.LOCKED)
            .exclude(status=EarningLine.Status.EARNED)
            .exclude(kind__in=[EarningLine.Kind.OWN_ADVERTISING, EarningLine.Kind.OVERPAID])
            .order_by("payslip__month_on", "pk")
        )
        for line in lines.values(
            *("kind", "part", "company", "component", "amount_minor", "status", "corrects_month_on"),
            *("explanation", "payslip__employee", "payslip__month_on"),
        ):
            self._take(line, agreed)

    def _take(self, line: dict[str, Any], agreed: Agreed) -> None:
        kind, employee = line["kind"], line["payslip__employee"]
        month_on = line["corrects_month_on"] or line["payslip__month_on"]
        key = (employee, kind, line["part"], line["company"], month_on if kind in MONTHLY else None)
        self.month_on.setdefault(key, month_on)
        if line["status"] == EarningLine.Status.PAYABLE:
            self.amount_minor[key] += line["amount_minor"]
        earner = (employee, agreed.rule_by_id[line["component"]])
        if kind in ONCE_A_CLIENT:
            self.to.attraction.setdefault((line["company"], ComponentKind(kind)), earner)
        for receipt in line["explanation"].get("receipts", []):
            if kind == EarningLine.Kind.UPKEEP:
                self.to.receipts.setdefault(receipt["allocation"], earner)
