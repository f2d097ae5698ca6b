"""Who earns what, by which rule, and the payslip that explains it."""

from okno.compensation.models.given import AttractionReport, Judgement, OwnAdvertising
from okno.compensation.models.payslips import EarningLine, Payslip
from okno.compensation.models.plans import Component, Plan

__all__ = [
    "AttractionReport",
    "Component",
    "EarningLine",
    "Judgement",
    "OwnAdvertising",
    "Payslip",
    "Plan",
]
