"""What we promise by ourselves is kept in every language of the house; the column is the same text."""

from django.db import migrations

import okno.kernel.kept_field


class Migration(migrations.Migration):
    dependencies = [("promises", "0003_ladder")]

    operations = [
        migrations.AlterField(
            model_name="promise",
            name="what",
            field=okno.kernel.kept_field.KeptField(max_length=500, verbose_name="what"),
        ),
    ]
