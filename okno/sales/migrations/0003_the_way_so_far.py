"""The beginnings of a company as rows, and of the way of each deal so far what is known of it."""

from typing import Any

from django.db import migrations
from django.db.models import DateTimeField, F
from django.db.models.functions import Cast, Greatest

from okno.sales.beginnings import lay_beginnings


def lay(apps: Any, editor: Any) -> None:
    lay_beginnings(apps, editor.connection.alias)


def fill(apps: Any, editor: Any) -> None:
    """A deal has stood where it stands since it came there; a lead was given when it came."""
    deal, lead = apps.get_model("sales", "Deal"), apps.get_model("sales", "Lead")
    stay = apps.get_model("sales", "StageStay")
    deal.objects.filter(loss_reason="").update(loss_reason=None)
    lead.objects.filter(assigned_to__isnull=False).update(assigned_at=F("received_at"))
    left = Greatest(Cast("closed_on", DateTimeField()), F("stage_since_at"))
    rows = deal.objects.annotate(left=left).values_list("pk", "stage", "stage_since_at", "status", "left")
    stay.objects.bulk_create(
        (
            stay(deal_id=pk, stage_id=stage, entered_at=since, left_at=None if status == "open" else left)
            for pk, stage, since, status, left in rows.iterator()
        ),
        batch_size=1000,
    )


def empty(apps: Any, editor: Any) -> None:
    apps.get_model("sales", "StageStay").objects.all().delete()
    apps.get_model("sales", "Deal").objects.filter(loss_reason__isnull=True).update(loss_reason="")


class Migration(migrations.Migration):
    dependencies = [("sales", "0002_pipeline_as_data")]
    operations = [
        migrations.RunPython(lay, migrations.RunPython.noop),
        migrations.RunPython(fill, empty),
    ]
