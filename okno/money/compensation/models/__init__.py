"""Pay plans, inputs of pay, and payslips with the lines that explain them."""

from okno.money.compensation.models.inputs import AttractionReport, DiscretionaryBonus, OwnAdvertising
from okno.money.compensation.models.payslips import EarningLine, Payslip
from okno.money.compensation.models.plans import Component, Plan

__all__ = [
    "AttractionReport",
    "Component",
    "DiscretionaryBonus",
    "EarningLine",
    "OwnAdvertising",
    "Payslip",
    "Plan",
]
