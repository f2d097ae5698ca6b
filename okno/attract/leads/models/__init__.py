from okno.attract.leads.models.leads import Lead, LeadChannel, LeadKey, LeadSource, LeadStatus, SourceType
from okno.attract.leads.models.qualification import BuiltInQuestion, QualificationQuestion

__all__ = [
    "BuiltInQuestion",
    "Lead",
    "LeadChannel",
    "LeadKey",
    "LeadSource",
    "LeadStatus",
    "QualificationQuestion",
    "SourceType",
]
