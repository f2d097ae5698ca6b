"""From the first touch to a won or lost deal."""

from okno.attract.deals.models.deals import Deal, DealAttitude, DealStatus
from okno.attract.deals.models.handovers import DealHandover, DealHandoverStatus
from okno.attract.deals.models.losses import BuiltInReason, LossReason
from okno.attract.deals.models.stages import PipelineStage, Stage, StageVisit

__all__ = [
    "BuiltInReason",
    "Deal",
    "DealAttitude",
    "DealHandover",
    "DealHandoverStatus",
    "DealStatus",
    "LossReason",
    "PipelineStage",
    "Stage",
    "StageVisit",
]
