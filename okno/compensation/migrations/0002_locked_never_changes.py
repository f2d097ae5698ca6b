"""A locked payslip never changes: the database itself refuses, whoever asks (guard 7)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SAYS = "a locked payslip never changes"
LOCKED = "EXISTS (SELECT 1 FROM compensation_payslip WHERE id = {row}.payslip_id AND status = 'locked')"
# Trigger: event, table, when it refuses.
TRIGGERS = {
    "payslip_locked_no_update": ("UPDATE", "compensation_payslip", "OLD.status = 'locked'"),
    "payslip_locked_no_delete": ("DELETE", "compensation_payslip", "OLD.status = 'locked'"),
    "earning_locked_no_insert": ("INSERT", "compensation_earningline", LOCKED.format(row="NEW")),
    "earning_locked_no_delete": ("DELETE", "compensation_earningline", LOCKED.format(row="OLD")),
    "earning_locked_no_update": (
        "UPDATE",
        "compensation_earningline",
        f"{LOCKED.format(row='OLD')} OR {LOCKED.format(row='NEW')}",
    ),
}


def forbid(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    for name, (event, table, refused) in TRIGGERS.items():
        if is_postgresql:
            gives = "OLD" if event == "DELETE" else "NEW"
            editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {refused} THEN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; "
                f"END IF; RETURN {gives}; END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        else:
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused} "
                f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )


def permit(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for name, (_event, table, _refused) in TRIGGERS.items():
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {name} ON {table}")
            editor.execute(f"DROP FUNCTION {name}()")
        else:
            editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("compensation", "0001_initial")]

    operations = [migrations.RunPython(forbid, permit)]
