from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("sales", "0005_deals_found_by_words")]

    operations = [
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(name="deal_listed", fields=["imported", "-opened_on", "-id"]),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(name="deal_sums", fields=["status", "stage", "monthly_minor"]),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                name="deal_closed", fields=["closed_on"], condition=Q(closed_on__isnull=False)
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(name="lead_listed", fields=["imported", "-received_at", "-id"]),
        ),
    ]
