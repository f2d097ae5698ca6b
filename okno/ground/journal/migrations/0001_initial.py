import django.db.models.deletion
from django.db import migrations, models
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
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                ("kind", models.CharField(max_length=60)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                (
                    "actor_kind",
                    models.CharField(
                        choices=[
                            ("employee", "employee"),
                            ("contact", "contact"),
                            ("token", "token"),
                            ("agent", "agent"),
                            ("clock", "clock"),
                            ("console", "console"),
                            ("visitor", "visitor"),
                            ("letter", "letter"),
                            ("reaction", "reaction"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("staff", "staff"), ("prices", "prices"), ("pay", "pay")], max_length=6
                    ),
                ),
                ("to_client", models.BooleanField(default=False, verbose_name="visible to the client")),
                ("data", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                        verbose_name="who",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="journal",
                        to="clients.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.apitoken",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["company", "-at", "-id"], name="entry_of_company"),
                    models.Index(fields=["subject_kind", "subject_id", "-at"], name="entry_of_subject"),
                    models.Index(fields=["at", "kind"], name="entry_of_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_client", False), ("company__isnull", False), _connector="OR"),
                        name="entry_to_client_has_company",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["staff", "prices", "pay"])),
                        name="entry_audience_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("actor_kind__in", ["employee", "token", "agent"]), ("by__isnull", False)
                            ),
                            models.Q(
                                ("actor_kind__in", ["contact", "clock", "console", "visitor", "letter"]),
                                ("by__isnull", True),
                            ),
                            ("actor_kind", "reaction"),
                            _connector="OR",
                        ),
                        name="entry_actor_agrees_with_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("actor_kind", "token"), ("token__isnull", False)),
                            ("actor_kind__in", ["agent", "reaction"]),
                            models.Q(
                                models.Q(("actor_kind", "token"), _negated=True), ("token__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="entry_token_of_its_kind",
                    ),
                ],
            },
        ),
        migrations.RunPython(forbid, permit),
    ]
