"""What the operations of this room share: a deal as it is answered, and who is named by a number."""

from datetime import date, datetime

from okno.attract.deals.models import Deal
from okno.ground.ui.api import Answer


class DealAnswer(Answer):
    """`monthly_minor` is expected a month; `imported_value_minor` what a loaded file says, in one sum."""

    id: int
    title: str
    company_id: int | None
    company: str
    owner_id: int | None
    lead_id: int | None
    stage: str
    stage_since_at: datetime
    status: str
    monthly_minor: int | None
    expected_on: date | None
    is_committed: bool
    service_id: int | None
    opened_on: date
    closed_on: date | None
    loss_reason: str
    competitor: str
    attitude: str
    loss_note: str
    imported: bool
    imported_value_minor: int | None

    @staticmethod
    def resolve_company(deal: Deal) -> str:
        return deal.company.name if deal.company else ""

    @staticmethod
    def resolve_stage(deal: Deal) -> str:
        return str(deal.stage_id)

    @staticmethod
    def resolve_loss_reason(deal: Deal) -> str:
        return deal.loss_reason_id or ""
