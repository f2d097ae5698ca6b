from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_outbox")]

    operations = [
        migrations.RemoveIndex(model_name="entry", name="entry_of_day"),
        migrations.AddIndex(
            model_name="entry", index=models.Index(fields=["at", "kind"], name="entry_of_day")
        ),
    ]
