"""A title is kept in every language of the house; rows from before keep theirs in the company's alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="approval",
            name="title",
            field=models.CharField(db_column="title", max_length=300, verbose_name="what is asked"),
        ),
        migrations.RenameField(model_name="approval", old_name="title", new_name="plain_title"),
        migrations.AddField(model_name="approval", name="said_title", field=models.JSONField(default=dict)),
    ]
