import django.db.models.deletion
from django.db import migrations, models

import okno.ground.kernel.localized_field


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    okno.ground.kernel.localized_field.LocalizedField(max_length=500, verbose_name="what"),
                ),
                ("subject_kind", models.CharField(blank=True, max_length=40)),
                ("subject_id", models.BigIntegerField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("act", "to do"), ("clarify", "to clarify what the client needs")],
                        default="act",
                        max_length=7,
                        verbose_name="kind",
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=2000, verbose_name="what came of it")),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ours", "ours"),
                            ("client", "the client's side"),
                            ("force_majeure", "force majeure"),
                        ],
                        max_length=13,
                        verbose_name="whose cause",
                    ),
                ),
                (
                    "cause_role",
                    models.CharField(blank=True, max_length=20, verbose_name="whose work or planning"),
                ),
                (
                    "cause_note",
                    models.CharField(blank=True, max_length=500, verbose_name="how it came about"),
                ),
                ("due_at", models.DateTimeField(verbose_name="until")),
                ("first_due_at", models.DateTimeField(verbose_name="first promised for")),
                ("made_at", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("kept", "kept"),
                            ("broken", "done late"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="open",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("reported_overdue_at", models.DateTimeField(null=True)),
                ("moves_count", models.PositiveIntegerField(default=0)),
                (
                    "cause_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "colleague",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises_to_me",
                        to="people.employee",
                        verbose_name="to which colleague",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="clients.company",
                        verbose_name="to which client",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="people.employee",
                        verbose_name="whose",
                    ),
                ),
            ],
            options={
                "ordering": ["due_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="PromiseMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="promises.promise",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="LadderSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("remind_days", models.PositiveSmallIntegerField(verbose_name="Remind, working days before")),
                (
                    "manager_hours",
                    models.PositiveSmallIntegerField(verbose_name="To the manager, working hours late"),
                ),
                (
                    "head_hours",
                    models.PositiveSmallIntegerField(verbose_name="To the head of sales, working hours late"),
                ),
                (
                    "owner_hours",
                    models.PositiveSmallIntegerField(
                        verbose_name="To the owner of the company, working hours late"
                    ),
                ),
                ("set_at", models.DateTimeField()),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="promise_ladder_is_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("head_hours__gt", models.F("manager_hours")),
                            ("manager_hours__gt", 0),
                            ("owner_hours__gt", models.F("head_hours")),
                        ),
                        name="promise_ladder_rises",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("status", "open")),
                fields=["owner", "due_at"],
                name="promise_open_of_owner",
            ),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["subject_kind", "subject_id"], name="promise_of_subject"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("status", "open")), fields=["due_at"], name="promise_open_by_date"
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("status", "open")),
                    models.Q(models.Q(("status", "open"), _negated=True), ("closed_at__isnull", False)),
                    _connector="OR",
                ),
                name="promise_closed_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gte", models.F("made_at"))), name="promise_due_after_made"
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "clarify"), ("outcome", ""), ("status__in", ["kept", "broken"]), _negated=True
                ),
                name="promise_clarified_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cause", "ours"), ("cause_person__isnull", True), ("cause_role", ""), _negated=True
                ),
                name="promise_cause_of_ours_has_whose",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cause", "ours"),
                    models.Q(("cause_person__isnull", True), ("cause_role", "")),
                    _connector="OR",
                ),
                name="promise_only_ours_has_whose",
            ),
        ),
        migrations.AddConstraint(
            model_name="promisemove",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="promise_move_has_reason"
            ),
        ),
    ]
