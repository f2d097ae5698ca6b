"""A file of leads is kept between its preview and its load."""

from datetime import datetime, timedelta

from okno.attract.lead_imports.models import LeadsFile
from okno.attract.lead_imports.permissions import can_upload_leads
from okno.ground.imports.csv_table import read_table
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import allow

KEPT = timedelta(days=7)


@action
def upload_leads(*, content: bytes, name: str, by: Actor, at: datetime) -> LeadsFile:
    """Keep the file until it is loaded; Invalid when it is no CSV. One that nobody loaded in a week goes.

    Nothing has happened yet, so the journal says nothing; the load itself is told.
    """
    allow(can_upload_leads(by))
    read_table(content)
    LeadsFile.objects.filter(loaded_at__isnull=True, uploaded_at__lt=at - KEPT).delete()
    return LeadsFile.objects.create(name=name[:200], content=content, uploaded_by=by.employee, uploaded_at=at)
