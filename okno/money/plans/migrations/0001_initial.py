import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ForecastSnapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken_on", models.DateField(verbose_name="thought on")),
                ("month_on", models.DateField(verbose_name="about the month")),
                ("won_minor", models.BigIntegerField(default=0)),
                ("committed_minor", models.BigIntegerField(default=0)),
                ("weighted_minor", models.BigIntegerField(default=0)),
                ("open_count", models.PositiveIntegerField(default=0)),
                (
                    "employee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "ordering": ["taken_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("taken_on", "employee", "month_on"), name="forecast_snapshot_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("employee__isnull", True)),
                        fields=("taken_on", "month_on"),
                        name="forecast_snapshot_of_nobody_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SalesPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "span",
                    models.CharField(
                        choices=[("month", "month"), ("quarter", "quarter")], max_length=7, verbose_name="for"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("target_minor", models.BigIntegerField(verbose_name="plan, a month's fees")),
                ("set_at", models.DateTimeField(verbose_name="set at")),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="replaced at")),
                (
                    "employee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sales_plans",
                        to="people.employee",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "team_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_plans",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "span", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("employee__isnull", False), ("replaced_at__isnull", True)),
                        fields=("employee", "span", "starts_on"),
                        name="sales_plan_of_person_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at__isnull", True), ("team_of__isnull", False)),
                        fields=("team_of", "span", "starts_on"),
                        name="sales_plan_of_team_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("employee__isnull", True),
                            ("replaced_at__isnull", True),
                            ("team_of__isnull", True),
                        ),
                        fields=("span", "starts_on"),
                        name="sales_plan_of_company_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("employee__isnull", True), ("team_of__isnull", True), _connector="OR"
                        ),
                        name="sales_plan_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target_minor__gte", 0)), name="sales_plan_not_negative"
                    ),
                ],
            },
        ),
    ]
