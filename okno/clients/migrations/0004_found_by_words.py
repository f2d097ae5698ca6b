from django.db import migrations

from okno.kernel.fulltext import WordsField
from okno.kernel.fulltext_index import full_text


class Migration(migrations.Migration):
    dependencies = [("clients", "0003_a_step_has_its_date")]

    operations = [
        migrations.AddField(
            model_name="company",
            name="search_words",
            field=WordsField(
                default="", editable=False, of=("name", "legal_name", "inn", "site", "email", "phone")
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="search_words",
            field=WordsField(
                default="", editable=False, of=("name", "position", "email", "phone", "messenger")
            ),
        ),
        migrations.RemoveField(model_name="company", name="search_text"),
        migrations.RemoveField(model_name="company", name="search_stems"),
        full_text("clients", "Company", "Contact"),
    ]
