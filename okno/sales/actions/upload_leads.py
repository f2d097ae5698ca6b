"""A file of leads is kept between its preview and its load."""

from datetime import datetime, timedelta

from okno.kernel.actions import action
from okno.kernel.errors import allow
from okno.people.models import Employee
from okno.sales.imports.csvfile import read_table
from okno.sales.models import LeadsFile
from okno.sales.permissions import can_import_leads

KEPT = timedelta(days=7)


@action
def upload_leads(*, content: bytes, name: str, by: Employee | None, at: datetime) -> LeadsFile:
    """Keep the file until it is loaded; Invalid when it is no CSV. One that nobody loaded in a week goes.

    Nothing has happened yet, so the journal says nothing; the load itself is told.
    """
    allow(can_import_leads(by))
    read_table(content)
    LeadsFile.objects.filter(loaded_at__isnull=True, uploaded_at__lt=at - KEPT).delete()
    return LeadsFile.objects.create(name=name[:200], content=content, uploaded_by=by, uploaded_at=at)
