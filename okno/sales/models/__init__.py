"""From the first touch to a won or lost deal."""

from okno.sales.models.assignment import AssignmentRule, LeadTurn, RuleSet, RuleShare, TurnCounter
from okno.sales.models.deals import Deal
from okno.sales.models.imported import ImportedAgent, LeadsFile
from okno.sales.models.leads import Lead, LeadDoor, LeadKey, Nature
from okno.sales.models.losses import BuiltInReason, LossReason
from okno.sales.models.plan import ForecastSnapshot, SalesPlan
from okno.sales.models.qualification import BuiltInQuestion, DealHandover, QualificationQuestion
from okno.sales.models.stages import PipelineStage, Stage, StageStay

__all__ = [
    "AssignmentRule",
    "BuiltInQuestion",
    "BuiltInReason",
    "Deal",
    "DealHandover",
    "ForecastSnapshot",
    "ImportedAgent",
    "Lead",
    "LeadDoor",
    "LeadKey",
    "LeadTurn",
    "LeadsFile",
    "LossReason",
    "Nature",
    "PipelineStage",
    "QualificationQuestion",
    "RuleSet",
    "RuleShare",
    "SalesPlan",
    "Stage",
    "StageStay",
    "TurnCounter",
]
