"""History of locked payslips, which nothing changes (guard 7): paid sums, their months and earners."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q

from okno.money.compensation.amounts import ComponentKind
from okno.money.compensation.amounts.dues import PaidTo
from okno.money.compensation.facts import companies_of
from okno.money.compensation.models import EarningLine, Payslip
from okno.money.compensation.plan_lookup import PlanLookup

Key = tuple[int, str, str, int | None, date | None]
MONTHLY = {EarningLine.Kind.UPKEEP, EarningLine.Kind.JUDGEMENT, EarningLine.Kind.BASE}
ONCE_A_CLIENT = {EarningLine.Kind.ATTRACTION, EarningLine.Kind.ONBOARDING}


class PaidHistory:
    """Lines of locked payslips summed by `Due.key`: one query.

    `people` narrows them to what these employees were paid, and to what anybody was paid for their clients:
    a client's bonus is paid once, whoever got it. None is for everybody.

    `amount_minor` counts paid lines without held ones; `month_on` is the locked month a key belongs to.
    """

    def __init__(self, agreed: PlanLookup, people: Collection[int] | None = None) -> None:
        self.amount_minor: dict[Key, int] = defaultdict(int)
        self.month_on: dict[Key, date] = {}
        self.to = PaidTo()
        lines = (
            EarningLine.objects.filter(payslip__status=Payslip.Status.LOCKED)
            # Earned is not paid: what waits for its date is no part of what was paid.
            .exclude(status=EarningLine.Status.EARNED)
            .exclude(kind__in=[EarningLine.Kind.OWN_ADVERTISING, EarningLine.Kind.OVERPAID])
            .order_by("payslip__month_on", "pk")
        )
        if people is not None:
            lines = lines.filter(Q(payslip__employee__in=people) | Q(company__in=companies_of(people)))
        for line in lines.values(
            *("kind", "part", "company", "component", "amount_minor", "status", "corrects_month_on"),
            *("explanation", "payslip__employee", "payslip__month_on"),
        ):
            self._take(line, agreed)

    def _take(self, line: dict[str, Any], agreed: PlanLookup) -> None:
        kind, employee = line["kind"], line["payslip__employee"]
        # A correction belongs to the month that it corrects, so that a third look at it sees the whole sum.
        month_on = line["corrects_month_on"] or line["payslip__month_on"]
        key = (employee, kind, line["part"], line["company"], month_on if kind in MONTHLY else None)
        # The first month in which it was paid; later lines of the same key are corrections of it.
        self.month_on.setdefault(key, month_on)
        if line["status"] == EarningLine.Status.PAYABLE:
            self.amount_minor[key] += line["amount_minor"]
        earner = (employee, agreed.rule_by_id[line["component"]])
        if kind in ONCE_A_CLIENT:
            # Who was paid for winning a client stays its winner: a lead found later to be another's changes
            # no locked month.
            self.to.attraction.setdefault((line["company"], ComponentKind(kind)), earner)
        for receipt in line["explanation"].get("receipts", []):
            if kind == EarningLine.Kind.UPKEEP:
                self.to.receipts.setdefault(receipt["allocation"], earner)
