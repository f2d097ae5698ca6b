"""The journal is only ever added to: the database itself refuses UPDATE (C3)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER journal_entry_never_edited BEFORE UPDATE ON journal_entry
BEGIN SELECT RAISE(ABORT, 'journal entries are never edited'); END
"""
POSTGRESQL = """
CREATE FUNCTION journal_entry_never_edited() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'journal entries are never edited'; END $$;
CREATE TRIGGER journal_entry_never_edited BEFORE UPDATE ON journal_entry
FOR EACH ROW EXECUTE FUNCTION journal_entry_never_edited();
"""


def forbid(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE)


def permit(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    table = " ON journal_entry" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER journal_entry_never_edited{table}")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION journal_entry_never_edited()")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(forbid, permit)]
