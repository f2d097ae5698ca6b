from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0006_lists_in_their_order")]

    operations = [
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                name="lead_came",
                fields=["received_at", "imported", "nature", "channel", "campaign", "status"],
            ),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                name="deal_of_lead", fields=["lead", "status", "stage", "monthly_minor", "closed_on"]
            ),
        ),
    ]
