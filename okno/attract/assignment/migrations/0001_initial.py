import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeadTurn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_turn", models.PositiveBigIntegerField(default=0)),
                (
                    "employee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lead_turn",
                        to="people.employee",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("acting", "acting"), ("past", "past")],
                        default="draft",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                (
                    "answer_minutes",
                    models.PositiveIntegerField(
                        default=0, verbose_name="working minutes to the first answer"
                    ),
                ),
                (
                    "most_passes",
                    models.PositiveSmallIntegerField(default=2, verbose_name="passes on at most, times"),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="drafted at")),
                ("in_force_at", models.DateTimeField(blank=True, null=True, verbose_name="in force since")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="in force until")),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="AssignmentRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("source_types", models.JSONField(blank=True, default=list, verbose_name="natures")),
                ("channels", models.JSONField(blank=True, default=list, verbose_name="channels")),
                ("campaigns", models.JSONField(blank=True, default=list, verbose_name="campaigns")),
                ("services", models.JSONField(blank=True, default=list, verbose_name="services")),
                ("places", models.JSONField(blank=True, default=list, verbose_name="regions")),
                ("turns", models.PositiveBigIntegerField(default=0)),
                (
                    "rule_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="assignment.ruleset",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="RuleShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="weight")),
                (
                    "most_open",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="full at, new leads"
                    ),
                ),
                ("strides", models.PositiveBigIntegerField(default=0)),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lead_shares",
                        to="people.employee",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="assignment.assignmentrule",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TurnCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="turn_counter_is_one_row")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="ruleset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "draft")), fields=("status",), name="rule_set_one_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleset",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "acting")), fields=("status",), name="rule_set_one_acting"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("in_force_at__isnull", True), ("status", "draft")),
                    models.Q(
                        ("ended_at__isnull", True), ("in_force_at__isnull", False), ("status", "acting")
                    ),
                    models.Q(("ended_at__isnull", False), ("in_force_at__isnull", False), ("status", "past")),
                    _connector="OR",
                ),
                name="rule_set_status_has_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleshare",
            constraint=models.UniqueConstraint(fields=("rule", "employee"), name="rule_share_once"),
        ),
        migrations.AddConstraint(
            model_name="ruleshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 1), ("weight__lte", 100)), name="rule_share_weighs"
            ),
        ),
    ]
