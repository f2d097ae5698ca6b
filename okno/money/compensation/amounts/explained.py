"""Amounts with their explanation (E6): base, rate, steps of arithmetic, rounding.

A step is stored as data, so that a page, the API and a test of next year read the same; its text is signs
and figures, with a word where there is no sign that everybody reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy

from okno.ground.kernel.money import format_minor

Money = Callable[[int], str]


class StepOp(StrEnum):
    GIVEN = "given"
    SUM = "sum"
    SHARE = "share"
    SHARE_OVER_MONTHS = "share_over_months"
    LESS = "less"
    NOT_BELOW_ZERO = "not_below_zero"
    LESSER = "lesser"


SIGNS = {
    StepOp.GIVEN: "{result}",
    StepOp.SUM: "{terms} = {result}",
    StepOp.SHARE: "{base} × {rate} % = {exact}",
    StepOp.SHARE_OVER_MONTHS: "{base} × {rate} % ÷ {months} = {exact}",
    StepOp.LESS: "{start} − {less} = {result}",
    StepOp.NOT_BELOW_ZERO: gettext_lazy("{value}, but not below zero = {result}"),
    StepOp.LESSER: gettext_lazy("the lesser of {one} and {other} = {result}"),
}


def plain_money(minor: int) -> str:
    """Return kopecks as "20,000.00", without a currency."""
    return format_minor(minor, "en", None)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of arithmetic.

    `values` are kopecks, basis points (`rate_bp`), a count (`months`) or `terms` of a sum.
    `exact` is the result before rounding as (numerator, denominator) in kopecks, None without rounding.
    """

    op: StepOp
    values: Mapping[str, int | tuple[int, ...]]
    result_minor: int
    exact: tuple[int, int] | None = None

    def text_params(self, money: Money = plain_money) -> dict[str, str]:
        """Return each value as text under its name in `SIGNS`; `money` renders kopecks without a currency."""
        params = {"result": money(self.result_minor), "exact": money(self.result_minor)}
        for name, value in self.values.items():
            if isinstance(value, tuple):
                params[name] = " + ".join(money(term) for term in value)
            elif name == "rate_bp":
                params["rate"] = _percent(value)
            else:
                params[name.removesuffix("_minor")] = str(value) if name == "months" else money(value)
        if self.exact is not None:
            params["exact"] = f"{_unrounded(*self.exact, money)} ≈ {params['result']}"
        return params

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Step:
        """Return the step that `as_data` wrote."""
        values = {name: tuple(v) if isinstance(v, list) else v for name, v in data["values"].items()}
        exact = data["exact"]
        return cls(StepOp(data["op"]), values, data["result_minor"], (exact[0], exact[1]) if exact else None)

    def text(self, money: Money = plain_money) -> str:
        """Return the step as text, such as "20,000.00 × 50 % ÷ 3 = 3,333.3333… ≈ 3,333.33"."""
        return str(SIGNS[self.op]).format(**self.text_params(money))

    def as_data(self) -> dict[str, Any]:
        """Return the step for JSON: op, values, result_minor, exact."""
        return {
            "op": self.op.value,
            "values": {name: list(v) if isinstance(v, tuple) else v for name, v in self.values.items()},
            "result_minor": self.result_minor,
            "exact": list(self.exact) if self.exact else None,
        }


@dataclass(frozen=True, slots=True)
class Explained:
    """An amount in kopecks with its base, its rate where it has one, and the arithmetic, step by step."""

    amount_minor: int
    base_minor: int
    rate_bp: int | None = None
    arithmetic: tuple[Step, ...] = field(default=())

    def text(self, money: Money = plain_money) -> list[str]:
        """Return the arithmetic, a line for each step."""
        return [step.text(money) for step in self.arithmetic]

    def as_data(self) -> dict[str, Any]:
        """Return the amount for JSON: amount_minor, base_minor, rate_bp, arithmetic."""
        return {
            "amount_minor": self.amount_minor,
            "base_minor": self.base_minor,
            "rate_bp": self.rate_bp,
            "arithmetic": [step.as_data() for step in self.arithmetic],
        }


def _percent(rate_bp: int) -> str:
    whole, rest = divmod(rate_bp, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def _unrounded(numerator: int, denominator: int, money: Money) -> str:
    """Return roubles with four decimals, cut off, and "…" when there are more."""
    kopecks, rest = divmod(abs(numerator), denominator)
    hundredths, rest = divmod(rest * 100, denominator)
    return f"{money(-kopecks if numerator < 0 else kopecks)}{hundredths:02d}{'…' if rest else ''}"
