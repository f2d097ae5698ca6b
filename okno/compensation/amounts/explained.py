"""An amount that explains itself (E6): what it was taken from, at what rate, by which steps, rounded where.

A step is data, so that a page, the API and a test of next year read the same; its text is signs and figures,
and a word where no sign is read by everybody. The lines of a month are many and made in SQL: a line keeps the
few figures a bonus is computed from, and the function of `bonuses` gives its steps again when it is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy

from okno.kernel.money import format_minor

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
    """Kopecks as "20,000.00", without a currency."""
    return format_minor(minor, "en", None)


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `values` are kopecks, basis points (`rate_bp`) or a count (`months`), a sum's are `terms`.

    `exact` is the result before rounding, (numerator, denominator) in kopecks, there where rounding was.
    """

    op: StepOp
    values: Mapping[str, int | tuple[int, ...]]
    result_minor: int
    exact: tuple[int, int] | None = None

    def text_params(self, money: Money = plain_money) -> dict[str, str]:
        """Each value as text, by the name that `SIGNS` uses; `money` renders kopecks without a currency."""
        params = {"result": money(self.result_minor), "exact": money(self.result_minor)}
        for name, value in self.values.items():
            if isinstance(value, tuple):
                params[name] = " + ".join(money(one) for one in value)
            elif name == "rate_bp":
                params["rate"] = _percent(value)
            else:
                params[name.removesuffix("_minor")] = str(value) if name == "months" else money(value)
        if self.exact is not None:
            params["exact"] = f"{_unrounded(*self.exact, money)} ≈ {params['result']}"
        return params

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Step:
        """The step that `as_data` wrote."""
        values = {name: tuple(v) if isinstance(v, list) else v for name, v in data["values"].items()}
        exact = data["exact"]
        return cls(StepOp(data["op"]), values, data["result_minor"], (exact[0], exact[1]) if exact else None)

    def text(self, money: Money = plain_money) -> str:
        """Such as "20,000.00 × 50 % ÷ 3 = 3,333.3333… ≈ 3,333.33"."""
        return str(SIGNS[self.op]).format(**self.text_params(money))

    def as_data(self) -> dict[str, Any]:
        """For JSON: op, values, result_minor, exact."""
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
        """The arithmetic, a line to a step."""
        return [step.text(money) for step in self.arithmetic]

    def as_data(self) -> dict[str, Any]:
        """For JSON: amount_minor, base_minor, rate_bp, arithmetic."""
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
    """Four decimals of roubles, cut, with "…" when there are more."""
    kopecks, rest = divmod(abs(numerator), denominator)
    hundredths, rest = divmod(rest * 100, denominator)
    return f"{money(-kopecks if numerator < 0 else kopecks)}{hundredths:02d}{'…' if rest else ''}"
