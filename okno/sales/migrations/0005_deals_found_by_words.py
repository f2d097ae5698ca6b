from django.db import migrations

from okno.kernel.fulltext import WordsField
from okno.kernel.fulltext_index import full_text


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_found_by_words"),
        ("sales", "0004_stages_and_reasons_are_rows"),
    ]

    operations = [
        migrations.AddField(
            model_name="deal",
            name="search_words",
            field=WordsField(default="", editable=False, of=("title",)),
        ),
        migrations.RemoveField(model_name="deal", name="search_text"),
        full_text("sales", "Deal"),
    ]
