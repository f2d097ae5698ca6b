from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("clients", "0004_found_by_words")]

    operations = [
        migrations.AddIndex(
            model_name="company",
            index=models.Index(
                name="company_clients", fields=["sort_key", "id"], condition=Q(is_client=True)
            ),
        ),
    ]
